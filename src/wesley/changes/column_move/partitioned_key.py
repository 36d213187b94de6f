"""The primary key of a partitioned table on the successors: made of an index of each partition."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from wesley.changes.change import Change
from wesley.changes.column_move.copies import copy_name
from wesley.changes.column_move.move import Move, successors
from wesley.changes.key_index import key_from_index, plain_key
from wesley.changes.lock import access_exclusive
from wesley.changes.partition_key import partition_indexes, partition_names
from wesley.changes.partition_names import partition_index_name
from wesley.changes.rewrite_row import renamed_key
from wesley.changes.situation import Situation
from wesley.changes.statement import Statement
from wesley.ir.constraint import PrimaryKey
from wesley.ir.table import Table
from wesley.sql.ddl.alter_column import drop_not_null
from wesley.sql.deparse import to_sql

_OWN_NOT_NULL_SINCE = 18
_OWN = "The partition may have a NOT NULL of its own, from a key that it had before the table; nothing else takes it."


def primary_copy(table: Table, moves: tuple[Move, ...]) -> PrimaryKey | None:
    """The primary key on the successors; None for a table that is not partitioned, or a key without these columns."""
    key, names = table.primary_key, successors(moves).get((table.schema, table.name), {})
    if key is None or table.partitioning is None or set(names).isdisjoint((*key.columns, *key.include)):
        return None
    return replace(renamed_key(key, names), name=copy_name(table, key.name, moves))


def primary_parts(table: Table, moves: tuple[Move, ...]) -> tuple[Change, ...]:
    """The changes that build the index of the key in every partition."""
    copy = primary_copy(table, moves)
    return () if copy is None else partition_indexes(table, copy)


def primary_made(situation: Situation, table: Table, moves: tuple[Move, ...]) -> Iterator[Statement]:
    """The statements that make the key of these indexes, once the successors have the names of their columns."""
    key, copy = table.primary_key, primary_copy(table, moves)
    if key is None or copy is None:
        return
    for partition in partition_names(table):
        name = partition_index_name(partition.name, copy)
        yield key_from_index(partition.schema, partition.name, replace(key, name=name), name)
    yield plain_key(situation, table.schema, table.name, key, ready=True)


def primary_released(situation: Situation, table: Table, column: str) -> Iterator[Statement]:
    """The statements that let partitions take NULL in a former column of the key.

    A key that a partition had before the table has made its NOT NULL one of its own, since PostgreSQL 18 (measured).
    """
    if situation.version < _OWN_NOT_NULL_SINCE or table.primary_key is None or column not in table.primary_key.columns:
        return
    for partition in partition_names(table):
        place = (partition.schema, partition.name)
        yield Statement(sql=to_sql(drop_not_null(*place, column)), why=_OWN, locks=(access_exclusive(*place),))
