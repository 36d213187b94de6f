"""Replace a check by another one of the same name."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from wesley.changes.add_check import AddCheck
from wesley.changes.change import Change, Kind, TableChange
from wesley.changes.drop_check import DropCheck
from wesley.changes.edit import find_member, put_member
from wesley.changes.later import later
from wesley.changes.matching import match
from wesley.changes.pairs import common_tables
from wesley.changes.rename_texts import renamed_texts
from wesley.changes.situation import Situation
from wesley.changes.statement import Statement
from wesley.changes.together import Together
from wesley.changes.validate_check import ValidateCheck
from wesley.ir.constraint import Check
from wesley.ir.schema import Physical
from wesley.sql.value_list import listed_values, with_values_of


class ReplaceCheck(TableChange, frozen=True, kw_only=True):
    """The old check goes and the new one comes, NOT VALID, in one transaction: no write slips through between them.

    A list of values that loses some waits with the loss: until the old application is gone, its values are allowed
    beside the new ones.
    """

    check: Check

    def title(self) -> str:
        return f"Replace check {self.check.name} of {self.schema}.{self.table}"

    def apply(self, schema: Physical) -> Physical:
        return put_member(schema, self.schema, self.table, "checks", self.check)

    def online(self, situation: Situation) -> tuple[Change, ...]:
        if situation.is_new(self.schema, self.table):
            return self._swapped()
        before: Check = find_member(situation.before, self.schema, self.table, "checks", self.check.name)
        wider = with_values_of(self.check.expression, before.expression)
        if wider is None or listed_values(wider) == listed_values(self.check.expression):
            return self._swapped()
        narrow = NarrowCheck(schema=self.schema, table=self.table, check=self.check)
        gone = frozenset(listed_values(wider) or ()).difference(listed_values(self.check.expression) or ())
        (column,) = self.check.expression.columns
        last = (
            *renamed_texts(situation, self.schema, self.table, column, gone),
            *later((narrow,), situation),
        )
        if set(listed_values(wider) or ()) == set(listed_values(before.expression) or ()):
            return last
        return (
            ReplaceCheck(schema=self.schema, table=self.table, check=replace(self.check, expression=wider)),
            *last,
        )

    def _swapped(self) -> tuple[Change, ...]:
        unproved = replace(self.check, valid=False)
        drop = DropCheck(schema=self.schema, table=self.table, name=self.check.name)
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
    for before, after in common_tables(old, new):
        for _, check in match(before.checks, after.checks).altered:
            yield ReplaceCheck(schema=after.schema, table=after.name, check=check)


KIND = Kind("replace-check", _detect)
