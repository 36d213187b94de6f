"""Add a check constraint."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from wesley.changes.change import Change, Kind, TableChange
from wesley.changes.edit import put_member
from wesley.changes.lock import Lock
from wesley.changes.matching import match
from wesley.changes.pairs import common_tables
from wesley.changes.relations import family_locks
from wesley.changes.situation import Situation
from wesley.changes.statement import Statement
from wesley.changes.taken_names import aside_in_table, holders
from wesley.changes.validate_check import ValidateCheck
from wesley.changes.value_checks import same_column
from wesley.ir.constraint import Check
from wesley.ir.schema import Physical
from wesley.sql.ddl.constraint import add_constraint
from wesley.sql.deparse import to_sql


class AddCheck(TableChange, frozen=True, kw_only=True):
    """ALTER TABLE ... ADD CONSTRAINT ... CHECK, NOT VALID where `check.valid` is False."""

    check: Check

    def title(self) -> str:
        return f"Add check {self.check.name} to {self.schema}.{self.table}"

    def apply(self, schema: Physical) -> Physical:
        return put_member(schema, self.schema, self.table, "checks", self.check)

    def online(self, situation: Situation) -> tuple[Change, ...]:
        if not self.check.valid or situation.is_new(self.schema, self.table):
            return (self,)
        unproved = AddCheck(schema=self.schema, table=self.table, check=replace(self.check, valid=False))
        return (unproved, ValidateCheck(schema=self.schema, table=self.table, name=self.check.name))

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        return (
            Statement(
                sql=to_sql(add_constraint(self.schema, self.table, self.check)),
                why="NOT VALID holds for every row that is written from now on and reads none of those that are there, "
                "so the lock is held for a moment only."
                if not self.check.valid
                else "The table is new: there is no row to read.",
                locks=family_locks(situation.before, self.schema, self.table, Lock.ACCESS_EXCLUSIVE),
            ),
        )


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    known = holders(old)
    for before, after in common_tables(old, new):
        replacing = {check.name for _, check in same_column(before, after)}
        for check in match(before.checks, after.checks).added:
            if check.name not in replacing:
                yield from aside_in_table(known, after.schema, after.name, check.name)
                yield AddCheck(schema=after.schema, table=after.name, check=check)


KIND = Kind("add-check", _detect)
