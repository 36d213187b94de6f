"""Change when a foreign key is checked."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from wesley.changes.change import Change, Kind, TableChange
from wesley.changes.edit import find_member, put_member
from wesley.changes.lock import Lock
from wesley.changes.matching import match
from wesley.changes.pairs import common_tables
from wesley.changes.relations import family_locks
from wesley.changes.situation import Situation
from wesley.changes.statement import Statement
from wesley.ir.constraint import Deferrable
from wesley.ir.schema import Physical
from wesley.sql.ddl.alter_constraint import set_deferrable
from wesley.sql.deparse import to_sql


class SetDeferrable(TableChange, frozen=True, kw_only=True):
    """ALTER TABLE ... ALTER CONSTRAINT, which PostgreSQL has for foreign keys alone."""

    name: str
    deferrable: Deferrable

    def title(self) -> str:
        return f"Change when foreign key {self.name} of {self.schema}.{self.table} is checked"

    def apply(self, schema: Physical) -> Physical:
        key = find_member(schema, self.schema, self.table, "foreign_keys", self.name)
        return put_member(schema, self.schema, self.table, "foreign_keys", replace(key, deferrable=self.deferrable))

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        return (
            Statement(
                sql=to_sql(set_deferrable(self.schema, self.table, self.name, self.deferrable)),
                why="What the foreign key demands stays the same, so no row is read; the lock is held for a moment.",
                locks=family_locks(situation.before, self.schema, self.table, Lock.ACCESS_EXCLUSIVE),
            ),
        )


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    for before, after in common_tables(old, new):
        for was, key in match(before.foreign_keys, after.foreign_keys).altered:
            if replace(was, deferrable=key.deferrable) == key:
                yield SetDeferrable(schema=after.schema, table=after.name, name=key.name, deferrable=key.deferrable)


KIND = Kind("set-deferrable", _detect)
