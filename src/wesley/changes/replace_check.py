"""Replace a check by another one of the same name."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from wesley.changes.add_check import AddCheck
from wesley.changes.change import Change, Kind, TableChange
from wesley.changes.drop_check import DropCheck
from wesley.changes.edit import put_member
from wesley.changes.matching import match
from wesley.changes.pairs import common_tables
from wesley.changes.situation import Situation
from wesley.changes.statement import Statement
from wesley.changes.together import Together
from wesley.changes.validate_check import ValidateCheck
from wesley.ir.constraint import Check
from wesley.ir.schema import Physical


class ReplaceCheck(TableChange, frozen=True, kw_only=True):
    """The old check goes and the new one comes, NOT VALID, in one transaction: no write slips through between them."""

    check: Check

    def title(self) -> str:
        return f"Replace check {self.check.name} of {self.schema}.{self.table}"

    def apply(self, schema: Physical) -> Physical:
        return put_member(schema, self.schema, self.table, "checks", self.check)

    def online(self, situation: Situation) -> tuple[Change, ...]:
        unproved = replace(self.check, valid=False)
        drop = DropCheck(schema=self.schema, table=self.table, name=self.check.name)
        add = AddCheck(schema=self.schema, table=self.table, check=unproved)
        swap = Together(changes=(drop, add), heading=self.title())
        if not self.check.valid:
            return (swap,)
        return (swap, ValidateCheck(schema=self.schema, table=self.table, name=self.check.name))

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        return Together(changes=self.online(situation), heading=self.title()).statements(situation)


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    for before, after in common_tables(old, new):
        for _, check in match(before.checks, after.checks).altered:
            yield ReplaceCheck(schema=after.schema, table=after.name, check=check)


KIND = Kind("replace-check", _detect)
