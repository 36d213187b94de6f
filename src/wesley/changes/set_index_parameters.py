"""Set storage parameters of an index."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from wesley.changes.change import Change, Kind, TableChange
from wesley.changes.edit import find_member, put_member
from wesley.changes.lock import Lock, RelationLock
from wesley.changes.matching import match
from wesley.changes.pairs import common_tables
from wesley.changes.situation import Situation
from wesley.changes.statement import Statement
from wesley.ir.index import Index
from wesley.ir.schema import Physical
from wesley.ir.table import Table
from wesley.sql.ddl.alter_index import reset_index_parameters, set_index_parameters
from wesley.sql.deparse import to_sql

# Those that mean something without building the index anew, with the lock on the index (measured).
_LOCKS = {
    "deduplicate_items": Lock.SHARE_UPDATE_EXCLUSIVE,
    "fillfactor": Lock.SHARE_UPDATE_EXCLUSIVE,
    "autosummarize": Lock.ACCESS_EXCLUSIVE,
    "fastupdate": Lock.ACCESS_EXCLUSIVE,
    "gin_pending_list_limit": Lock.ACCESS_EXCLUSIVE,
}

Parameters = tuple[tuple[str, str], ...]


class SetIndexParameters(TableChange, frozen=True, kw_only=True):
    """ALTER INDEX ... SET and RESET; `parameters` are all that the index has afterwards."""

    name: str
    parameters: Parameters

    def title(self) -> str:
        return f"Set storage parameters of index {self.name} of {self.schema}.{self.table}"

    def apply(self, schema: Physical) -> Physical:
        index = replace(self._index(schema), parameters=self.parameters)
        return put_member(schema, self.schema, self.table, "indexes", index)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        was = self._index(situation.before).parameters
        values = tuple(pair for pair in self.parameters if pair not in was)
        names = tuple(name for name, _ in was if name not in dict(self.parameters))
        found = []
        if values:
            sql = to_sql(set_index_parameters(self.schema, self.name, values))
            found.append(self._statement(sql, [name for name, _ in values]))
        if names:
            found.append(self._statement(to_sql(reset_index_parameters(self.schema, self.name, names)), names))
        return tuple(found)

    def _statement(self, sql: str, names: list[str] | tuple[str, ...]) -> Statement:
        mode = max((_LOCKS[name] for name in names), key=lambda lock: lock.strength)
        return Statement(
            sql=sql,
            why="It holds for what is written from now on; nothing is built anew. The lock is held for a moment.",
            locks=(RelationLock(schema=self.schema, name=self.name, mode=mode),),
        )

    def _index(self, schema: Physical) -> Index:
        index: Index = find_member(schema, self.schema, self.table, "indexes", self.name)
        return index


def _can_be_set(table: Table, was: Index, index: Index) -> bool:
    """True when nothing but such parameters differs; PostgreSQL sets none of the index of a partitioned table."""
    names = {name for name, _ in set(was.parameters) ^ set(index.parameters)}
    same = replace(was, parameters=index.parameters, comment=None) == replace(index, comment=None)
    return same and table.partitioning is None and names <= _LOCKS.keys()


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    for before, after in common_tables(old, new):
        for was, index in match(before.indexes, after.indexes).altered:
            if _can_be_set(before, was, index):
                yield SetIndexParameters(
                    schema=after.schema, table=after.name, name=index.name, parameters=index.parameters
                )


KIND = Kind("set-index-parameters", _detect)
