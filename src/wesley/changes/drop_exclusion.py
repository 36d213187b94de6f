"""Drop an exclusion constraint."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.changes.change import Change, Kind, TableChange
from wesley.changes.edit import remove_member
from wesley.changes.lock import Lock, access_exclusive
from wesley.changes.matching import match
from wesley.changes.pairs import common_tables
from wesley.changes.relations import family_locks
from wesley.changes.situation import Situation
from wesley.changes.statement import Statement
from wesley.ir.schema import Physical
from wesley.sql.ddl.alter_constraint import drop_constraint
from wesley.sql.deparse import to_sql


class DropExclusion(TableChange, frozen=True, kw_only=True):
    """ALTER TABLE ... DROP CONSTRAINT of an exclusion constraint."""

    name: str

    def title(self) -> str:
        return f"Drop exclusion {self.name} of {self.schema}.{self.table}"

    def apply(self, schema: Physical) -> Physical:
        return remove_member(schema, self.schema, self.table, "exclusions", self.name)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        return (
            Statement(
                sql=to_sql(drop_constraint(self.schema, self.table, self.name)),
                why="It allows more than before, which every application can bear. Its index goes with it; queries "
                "that used the index are slower from now on.",
                locks=(
                    *family_locks(situation.before, self.schema, self.table, Lock.ACCESS_EXCLUSIVE),
                    access_exclusive(self.schema, self.name),
                ),
            ),
        )


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    for before, after in common_tables(old, new):
        for exclusion in match(before.exclusions, after.exclusions).dropped:
            yield DropExclusion(schema=after.schema, table=after.name, name=exclusion.name)


KIND = Kind("drop-exclusion", _detect)
