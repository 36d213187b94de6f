"""What stands on the columns, once more on their successors, under names of our own."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from wesley.changes.column_move.move import Move, Names, TableName, successors
from wesley.changes.mentions import index_names_any, names_any
from wesley.changes.own_names import is_old, new_name, old_name
from wesley.changes.rewrite_row import renamed_check, renamed_foreign_key, renamed_index
from wesley.ir.constraint import Check, Deferrable, ForeignKey, PrimaryKey, Unique
from wesley.ir.index import Index, IndexKey
from wesley.ir.schema import Physical
from wesley.ir.table import Table


class KeyCopy(Struct, frozen=True, kw_only=True):
    """A primary key or unique constraint, and the unique index that its successor is made of."""

    key: PrimaryKey | Unique
    index: Index


def check_copies(table: Table, moves: tuple[Move, ...]) -> Iterator[tuple[Check, Check]]:
    """Each check that names a column that moves, and its copy."""
    names = successors(moves).get((table.schema, table.name), {})
    for check in table.checks:
        if names_any(check.expression, names):
            yield check, replace(renamed_check(check, names, table.name), name=new_name(check.name))


def index_copies(table: Table, moves: tuple[Move, ...]) -> Iterator[tuple[Index, Index]]:
    """Each index that has a column that moves, and its copy; the index that is kept for an old name has none."""
    names = successors(moves).get((table.schema, table.name), {})
    kept = {old_name(key.name) for key in keys(table)}
    for index in table.indexes:
        if index.name not in kept and not is_kept(index.name, moves) and index_names_any(index, names):
            yield (
                index,
                replace(
                    renamed_index(index, names, table.name), name=copy_name(table, index.name, moves), comment=None
                ),
            )


def key_copies(table: Table, moves: tuple[Move, ...]) -> Iterator[KeyCopy]:
    """Each key that has a column that moves, and the index for its successor; others are in `constraint_copies.py`."""
    names = successors(moves).get((table.schema, table.name), {})
    for key in keys(table):
        whole = is_built_whole(table, key) or is_kept(key.name, moves)
        if not whole and not set(names).isdisjoint((*key.columns, *key.include)):
            yield KeyCopy(key=key, index=key_index(key, new_name(key.name), names))


def is_kept(name: str, moves: tuple[Move, ...]) -> bool:
    """True for what stays on a former name, while another column gets a new one: nobody uses it under that."""
    return is_old(name) and any(move.renames for move in moves)


def kept_name(table: Table, name: str) -> str:
    """The name under which an index or key stays on the former name of a column until the contract.

    It is numbered where the index has other columns that are renamed, each of which keeps one.
    """
    taken = {index.name for index in table.indexes} | {unique.name for unique in table.uniques}
    number, free = 1, old_name(name)
    while free in taken:
        number += 1
        free = old_name(f"{name}_{number}")
    return free


def keys(table: Table) -> tuple[PrimaryKey | Unique, ...]:
    """The primary key, if there is one, and the unique constraints."""
    return (*((table.primary_key,) if table.primary_key is not None else ()), *table.uniques)


def key_index(key: PrimaryKey | Unique, name: str, names: dict[str, str]) -> Index:
    """The unique index of a key, on the successors of its columns."""
    return Index(
        name=name,
        keys=tuple(IndexKey(column=names.get(column, column)) for column in key.columns),
        unique=True,
        include=tuple(names.get(column, column) for column in key.include),
        nulls_not_distinct=isinstance(key, Unique) and key.nulls_not_distinct,
    )


def foreign_key_copies(schema: Physical, moves: tuple[Move, ...]) -> Iterator[tuple[Table, ForeignKey, ForeignKey]]:
    """Each foreign key of or to a column that moves, with its table, and its copy."""
    names: Names = successors(moves)
    near = {*names, *(owner for place in names for owner in schema.references.to(place))}
    for table in filter(None, (schema.table(*place) for place in sorted(near))):
        for key in table.foreign_keys:
            if touches(table, key, names):
                copy = renamed_foreign_key(key, (table.schema, table.name), names)
                yield table, key, replace(copy, name=copy_name(table, key.name, moves))


def copy_name(table: Table, name: str, moves: tuple[Move, ...]) -> str:
    """The name of a copy.

    What belongs to one partition keeps the name that is derived from it, so it must be another one when the column
    changes its type once more.
    """
    if table.partitioning is None:
        return new_name(name)
    types = "\n".join(f"{move.after.type} {move.after.collation}" for move in moves)
    return new_name(f"{name}_{hashlib.sha256(types.encode()).hexdigest()[:8]}")


def touches(table: Table, key: ForeignKey, names: Names) -> bool:
    """True when a column of the foreign key, or one that it refers to, is among the names."""
    own: TableName = (table.schema, table.name)
    other: TableName = (key.ref_schema, key.ref_table)
    return not (
        set(names.get(own, ())).isdisjoint(key.columns) and set(names.get(other, ())).isdisjoint(key.ref_columns)
    )


def is_built_whole(table: Table, key: PrimaryKey | Unique) -> bool:
    """True for a key that cannot be made of an index of the table when the successor takes over."""
    return table.partitioning is not None or (isinstance(key, Unique) and is_deferrable(key))


def is_deferrable(key: PrimaryKey | Unique) -> bool:
    """True for a key that is checked at the end: no foreign key can refer to it."""
    return key.deferrable is not Deferrable.NO
