"""Make a table UNLOGGED, or LOGGED again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wesley.changes.change import Change, Kind, TableChange
from wesley.changes.edit import edit_table
from wesley.changes.lock import Lock
from wesley.changes.pairs import common_tables
from wesley.changes.relations import locked, rewrite_locks, stored
from wesley.changes.situation import Situation
from wesley.changes.statement import Mode, RelationName, Statement
from wesley.ir.schema import Physical
from wesley.ir.table import Table
from wesley.sql.ddl.alter_table import set_logged, set_unlogged
from wesley.sql.deparse import to_sql

SEQUENCES_FOLLOW_SINCE = 15

_LOGGED = "Every row is written anew, and into the write-ahead log, while nobody can read or write the table."
_UNLOGGED = (
    "Every row is written anew while nobody can read or write the table. From now on a crash of the server empties it, "
    "and a standby never has its rows."
)
_WAY = "On a large table, make a new one, copy the rows in batches, and exchange their names."


class SetPersistence(TableChange, frozen=True, kw_only=True):
    """ALTER TABLE ... SET LOGGED or SET UNLOGGED."""

    unlogged: bool

    def title(self) -> str:
        return f"Make {self.schema}.{self.table} {'unlogged' if self.unlogged else 'logged'}"

    def apply(self, schema: Physical) -> Physical:
        return edit_table(schema, self.schema, self.table, unlogged=self.unlogged)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        before = situation.before
        tree = set_unlogged(self.schema, self.table) if self.unlogged else set_logged(self.schema, self.table)
        return (
            Statement(
                sql=to_sql(tree),
                why=_UNLOGGED if self.unlogged else _LOGGED,
                locks=(
                    *rewrite_locks(before, self.schema, self.table),
                    *locked(self._peers(before), Lock.ACCESS_SHARE),
                    *locked(self._sequences(situation), Lock.ACCESS_EXCLUSIVE),
                ),
                mode=Mode.OWN,
                rewrites=stored(before, self.schema, self.table),
                scans=stored(before, self.schema, self.table),
                manual=_WAY,
            ),
        )

    def _sequences(self, situation: Situation) -> tuple[RelationName, ...]:
        """The sequences that its columns own, which become what the table is (PostgreSQL 15)."""
        if situation.version < SEQUENCES_FOLLOW_SINCE:
            return ()
        own = (self.schema, self.table)
        sequences = situation.before.sequences
        owned = [each for each in sequences if each.owned_by is not None and each.owned_by[:2] == own]
        return tuple(RelationName(schema=each.schema, name=each.name) for each in owned)

    def _peers(self, before: Physical) -> tuple[RelationName, ...]:
        """The tables at the other end of foreign keys that PostgreSQL looks at: a logged table refers to no other."""
        own = (self.schema, self.table)
        found = set()
        for table in before.tables:
            for key in table.foreign_keys:
                referred = (key.ref_schema, key.ref_table)
                if self.unlogged and referred == own and (table.schema, table.name) != own:
                    found.add((table.schema, table.name))
                if not self.unlogged and (table.schema, table.name) == own and referred != own:
                    found.add(referred)
        return tuple(RelationName(schema=schema, name=name) for schema, name in sorted(found))


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    pairs = [(before, after) for before, after in common_tables(old, new) if before.unlogged != after.unlogged]
    for table in _ordered([after for _, after in pairs if not after.unlogged]):
        yield SetPersistence(schema=table.schema, table=table.name, unlogged=False)
    for table in reversed(_ordered([after for _, after in pairs if after.unlogged])):
        yield SetPersistence(schema=table.schema, table=table.name, unlogged=True)


def _ordered(tables: Iterable[Table]) -> list[Table]:
    """Referenced tables before those that refer to them: a logged table must never refer to an unlogged one."""
    left = {(table.schema, table.name): table for table in tables}
    found: list[Table] = []
    while left:
        free = [table for table in left.values() if not _refers(table, left)] or list(left.values())
        found += free
        for table in free:
            del left[table.schema, table.name]
    return found


def _refers(table: Table, others: dict[tuple[str, str], Table]) -> bool:
    own = (table.schema, table.name)
    referred = {(key.ref_schema, key.ref_table) for key in table.foreign_keys} - {own}
    return not referred.isdisjoint(others)


KIND = Kind("set-persistence", _detect)
