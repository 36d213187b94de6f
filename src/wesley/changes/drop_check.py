"""Drop a check constraint."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.changes.change import Change, Kind, TableChange
from wesley.changes.edit import remove_member
from wesley.changes.lock import Lock
from wesley.changes.matching import match
from wesley.changes.pairs import common_tables
from wesley.changes.relations import family_locks
from wesley.changes.situation import Situation
from wesley.changes.statement import Statement
from wesley.changes.value_checks import same_column
from wesley.ir.schema import Physical
from wesley.sql.ddl.alter_constraint import drop_constraint
from wesley.sql.deparse import to_sql


class DropCheck(TableChange, frozen=True, kw_only=True):
    """ALTER TABLE ... DROP CONSTRAINT of a check."""

    name: str

    def title(self) -> str:
        return f"Drop check {self.name} of {self.schema}.{self.table}"

    def apply(self, schema: Physical) -> Physical:
        return remove_member(schema, self.schema, self.table, "checks", self.name)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        return (
            Statement(
                sql=to_sql(drop_constraint(self.schema, self.table, self.name)),
                why="It allows more than before, which every application can bear.",
                locks=family_locks(situation.before, self.schema, self.table, Lock.ACCESS_EXCLUSIVE),
            ),
        )


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    for before, after in common_tables(old, new):
        replaced = {was.name for was, _ in same_column(before, after)}
        for check in match(before.checks, after.checks).dropped:
            if check.name not in replaced:
                yield DropCheck(schema=after.schema, table=after.name, name=check.name)


KIND = Kind("drop-check", _detect)
