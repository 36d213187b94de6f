"""Drop a unique constraint."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from wesley.changes.change import Change, Kind, TableChange
from wesley.changes.edit import find_member, remove_member
from wesley.changes.lock import Lock, access_exclusive
from wesley.changes.matching import match
from wesley.changes.pairs import common_tables
from wesley.changes.referenced_key import referencing, released
from wesley.changes.relations import family_locks
from wesley.changes.situation import Situation
from wesley.changes.statement import Statement
from wesley.ir.schema import Physical
from wesley.sql.ddl.alter_constraint import drop_constraint
from wesley.sql.deparse import to_sql


class DropUnique(TableChange, frozen=True, kw_only=True):
    """ALTER TABLE ... DROP CONSTRAINT of a unique constraint."""

    contract: ClassVar[bool] = True

    name: str

    def title(self) -> str:
        return f"Drop unique {self.name} of {self.schema}.{self.table}"

    def apply(self, schema: Physical) -> Physical:
        return remove_member(schema, self.schema, self.table, "uniques", self.name)

    def online(self, situation: Situation) -> tuple[Change, ...]:
        unique = find_member(situation.before, self.schema, self.table, "uniques", self.name)
        references = referencing(situation.goal, self.schema, self.table, unique.columns)
        return released(situation, self, references) if references else (self,)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        return (
            Statement(
                sql=to_sql(drop_constraint(self.schema, self.table, self.name)),
                why="Its index goes with it, under a lock that is held for a moment. It is left for last because the "
                "application in use may rely on it: ON CONFLICT needs it, and so do queries that look rows up.",
                locks=(
                    *family_locks(situation.before, self.schema, self.table, Lock.ACCESS_EXCLUSIVE),
                    access_exclusive(self.schema, self.name),
                ),
            ),
        )


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    for before, after in common_tables(old, new):
        for unique in match(before.uniques, after.uniques).dropped:
            yield DropUnique(schema=after.schema, table=after.name, name=unique.name)


KIND = Kind("drop-unique", _detect)
