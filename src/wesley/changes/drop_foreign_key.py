"""Drop a foreign key."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.changes.change import Change, Kind, TableChange
from wesley.changes.edit import find_member, remove_member
from wesley.changes.lock import Lock, strongest
from wesley.changes.matching import match
from wesley.changes.pairs import common_tables, only_in
from wesley.changes.relations import family_locks
from wesley.changes.situation import Situation
from wesley.changes.statement import Statement
from wesley.changes.together import Together
from wesley.ir.constraint import ForeignKey, ReferentialAction
from wesley.ir.schema import Physical
from wesley.sql.ddl.alter_constraint import drop_constraint
from wesley.sql.deparse import to_sql

_REFUSALS = (ReferentialAction.NO_ACTION, ReferentialAction.RESTRICT)


class DropForeignKey(TableChange, frozen=True, kw_only=True):
    """ALTER TABLE ... DROP CONSTRAINT of a foreign key."""

    name: str

    def title(self) -> str:
        return f"Drop foreign key {self.name} of {self.schema}.{self.table}"

    def apply(self, schema: Physical) -> Physical:
        return remove_member(schema, self.schema, self.table, "foreign_keys", self.name)

    def online(self, situation: Situation) -> tuple[Change, ...]:
        # In a table that goes, what a foreign key refuses would stand in the way of the new application, which does
        # not know the table. What it does by itself serves the application in use, so it stays as long as the table.
        key = self._key(situation.before)
        if situation.goal.table(self.schema, self.table) is None and key.on_delete not in _REFUSALS:
            return (Together(changes=(self,), heading=self.title(), deferred=True),)
        return (self,)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        key, before = self._key(situation.before), situation.before
        locks = (
            *family_locks(before, self.schema, self.table, Lock.ACCESS_EXCLUSIVE),
            *family_locks(before, key.ref_schema, key.ref_table, Lock.ACCESS_EXCLUSIVE),
        )
        return (
            Statement(
                sql=to_sql(drop_constraint(self.schema, self.table, self.name)),
                why="It takes triggers from both tables, so both are locked against reads and writes for a moment.",
                locks=strongest(locks),
            ),
        )

    def _key(self, schema: Physical) -> ForeignKey:
        key: ForeignKey = find_member(schema, self.schema, self.table, "foreign_keys", self.name)
        return key


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    for before, after in common_tables(old, new):
        for key in match(before.foreign_keys, after.foreign_keys).dropped:
            yield DropForeignKey(schema=after.schema, table=after.name, name=key.name)
    # One by one, so that no DROP TABLE locks the tables that it refers to.
    for table in only_in(old.tables, new.tables):
        for key in table.foreign_keys:
            yield DropForeignKey(schema=table.schema, table=table.name, name=key.name)


KIND = Kind("drop-foreign-key", _detect)
