"""Drop a primary key."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from wesley.changes.change import Change, Kind, TableChange
from wesley.changes.edit import edit_table, the_table
from wesley.changes.lock import Lock, access_exclusive
from wesley.changes.pairs import common_tables
from wesley.changes.referenced_key import referencing, released
from wesley.changes.relations import family_locks
from wesley.changes.situation import Situation
from wesley.changes.statement import Statement
from wesley.ir.schema import Physical
from wesley.sql.ddl.alter_constraint import drop_constraint
from wesley.sql.deparse import to_sql


class DropPrimaryKey(TableChange, frozen=True, kw_only=True):
    """ALTER TABLE ... DROP CONSTRAINT of a primary key; its columns stay NOT NULL."""

    contract: ClassVar[bool] = True

    name: str

    def title(self) -> str:
        return f"Drop primary key {self.name} of {self.schema}.{self.table}"

    def apply(self, schema: Physical) -> Physical:
        return edit_table(schema, self.schema, self.table, primary_key=None)

    def online(self, situation: Situation) -> tuple[Change, ...]:
        key = the_table(situation.before, self.schema, self.table).primary_key
        references = referencing(situation.goal, self.schema, self.table, key.columns if key is not None else ())
        return released(situation, self, references) if references else (self,)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        return (
            Statement(
                sql=to_sql(drop_constraint(self.schema, self.table, self.name)),
                why="Its index goes with it, under a lock that is held for a moment. It is left for last because the "
                "application in use finds its rows by it; logical replication needs it too.",
                locks=(
                    *family_locks(situation.before, self.schema, self.table, Lock.ACCESS_EXCLUSIVE),
                    access_exclusive(self.schema, self.name),
                ),
            ),
        )


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    for before, after in common_tables(old, new):
        if before.primary_key is not None and after.primary_key is None:
            yield DropPrimaryKey(schema=after.schema, table=after.name, name=before.primary_key.name)


KIND = Kind("drop-primary-key", _detect)
