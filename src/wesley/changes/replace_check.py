"""Replace a check by another one of the same name, or one that lists the values of the same column."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce

from msgspec.structs import replace

from wesley.changes.add_check import AddCheck
from wesley.changes.change import Change, Kind, TableChange
from wesley.changes.drop_check import DropCheck
from wesley.changes.edit import find_member, put_member, remove_member
from wesley.changes.later import later
from wesley.changes.matching import match
from wesley.changes.pairs import common_tables
from wesley.changes.rename_constraint import RenameConstraint
from wesley.changes.rename_texts import renamed_texts
from wesley.changes.situation import Situation
from wesley.changes.statement import Statement
from wesley.changes.taken_names import aside_in_table, holders
from wesley.changes.together import Together
from wesley.changes.validate_check import ValidateCheck
from wesley.changes.value_checks import same_column
from wesley.ir.constraint import Check
from wesley.ir.expression import Expression
from wesley.ir.schema import Physical
from wesley.sql.value_list import listed_values, with_values_of


class ReplaceCheck(TableChange, frozen=True, kw_only=True):
    """The old check goes and the new one comes, NOT VALID, in one transaction: no write slips through between them.

    A list of values that loses some waits with the loss: until the old application is gone, its values are allowed
    beside the new ones.

    Args:
        check: the new check.
        was: name of the old one where it has another one; else empty.
    """

    check: Check
    was: str = ""

    def title(self) -> str:
        return f"Replace check {self.check.name} of {self.schema}.{self.table}"

    def apply(self, schema: Physical) -> Physical:
        schema = remove_member(schema, self.schema, self.table, "checks", self._old)
        return put_member(schema, self.schema, self.table, "checks", self.check)

    @property
    def _old(self) -> str:
        return self.was or self.check.name

    def online(self, situation: Situation) -> tuple[Change, ...]:
        if situation.is_new(self.schema, self.table):
            return self._swapped()
        before: Check = find_member(situation.before, self.schema, self.table, "checks", self._old)
        wider = with_values_of(self.check.expression, before.expression)
        if wider is None or listed_values(wider) == listed_values(self.check.expression):
            return self._swapped()
        first = self._widened(wider, before)
        narrow = NarrowCheck(schema=self.schema, table=self.table, check=self.check)
        gone = frozenset(listed_values(wider) or ()).difference(listed_values(self.check.expression) or ())
        (column,) = self.check.expression.columns
        return (
            *first,
            *renamed_texts(situation, self.schema, self.table, column, gone),
            *later((narrow,), reduce(Situation.after, first, situation)),
        )

    def _widened(self, wider: Expression, before: Check) -> tuple[Change, ...]:
        """What allows the old values and the new ones; nothing, or another name, where no new ones come."""
        if set(listed_values(wider) or ()) != set(listed_values(before.expression) or ()):
            return (replace(self, check=replace(self.check, expression=wider)),)
        if self.was:
            return (RenameConstraint(schema=self.schema, table=self.table, name=self.was, to=self.check.name),)
        return ()

    def _swapped(self) -> tuple[Change, ...]:
        unproved = replace(self.check, valid=False)
        drop = DropCheck(schema=self.schema, table=self.table, name=self._old)
        add = AddCheck(schema=self.schema, table=self.table, check=unproved)
        swap = Together(changes=(drop, add), heading=self.title())
        if not self.check.valid:
            return (swap,)
        return (swap, ValidateCheck(schema=self.schema, table=self.table, name=self.check.name))

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        return Together(changes=self._swapped(), heading=self.title()).statements(situation)


class NarrowCheck(ReplaceCheck, frozen=True, kw_only=True):
    """The same, once nobody writes the values that go."""

    def online(self, situation: Situation) -> tuple[Change, ...]:
        return self._swapped()


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    known = holders(old)
    for before, after in common_tables(old, new):
        for _, check in match(before.checks, after.checks).altered:
            yield ReplaceCheck(schema=after.schema, table=after.name, check=check)
        for was, check in same_column(before, after):
            yield from aside_in_table(known, after.schema, after.name, check.name)
            yield ReplaceCheck(schema=after.schema, table=after.name, check=check, was=was.name)


KIND = Kind("replace-check", _detect)
