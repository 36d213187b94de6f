"""Parts of a table with other names of its columns, as PostgreSQL itself rewrites them when a column is renamed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TypeVar

from msgspec.structs import replace

from wesley.ir.constraint import Check, Exclusion, ForeignKey, PrimaryKey, Unique
from wesley.ir.expression import Expression
from wesley.ir.index import Index, IndexKey
from wesley.sql.rename import rename_in_expression

Columns = Mapping[str, str]
_Key = TypeVar("_Key", PrimaryKey, Unique)


def columns(names: tuple[str, ...], to: Columns) -> tuple[str, ...]:
    """Names of columns, in their order."""
    return tuple(to.get(name, name) for name in names)


def in_row(expression: Expression, to: Columns, table: str) -> Expression:
    """An expression over the row of a table.

    Raises:
        SqlError: it cannot be told which of its names are columns of the row.
    """
    # What is remembered may have been written elsewhere.
    return replace(_in_row(expression, tuple(to.items()), table), origin=expression.origin) if to else expression


# All steps of a move ask for the copies of the same few expressions.
@lru_cache(maxsize=256)
def _in_row(expression: Expression, to: tuple[tuple[str, str], ...], table: str) -> Expression:
    return rename_in_expression(expression, columns=dict(to), table=table)


def renamed_check(check: Check, to: Columns, table: str) -> Check:
    """A check."""
    return replace(check, expression=in_row(check.expression, to, table))


def renamed_key(key: _Key, to: Columns) -> _Key:
    """A primary key or unique constraint."""
    return replace(key, columns=columns(key.columns, to), include=columns(key.include, to))


def renamed_index_key(key: IndexKey, to: Columns, table: str) -> IndexKey:
    """One key of an index or exclusion."""
    if key.expression is not None:
        return replace(key, expression=in_row(key.expression, to, table))
    return replace(key, column=to.get(key.column or "", key.column or ""))


def renamed_index(index: Index, to: Columns, table: str) -> Index:
    """An index."""
    return replace(
        index,
        keys=tuple(renamed_index_key(key, to, table) for key in index.keys),
        include=columns(index.include, to),
        where=None if index.where is None else in_row(index.where, to, table),
    )


def renamed_exclusion(exclusion: Exclusion, to: Columns, table: str) -> Exclusion:
    """An exclusion."""
    elements = tuple(replace(each, key=renamed_index_key(each.key, to, table)) for each in exclusion.elements)
    where = None if exclusion.where is None else in_row(exclusion.where, to, table)
    return replace(exclusion, elements=elements, where=where)


def renamed_foreign_key(key: ForeignKey, owner: tuple[str, str], to: Mapping[tuple[str, str], Columns]) -> ForeignKey:
    """A foreign key, whose own columns and those that it refers to may have other names.

    Args:
        key: the foreign key.
        owner: schema and name of its table.
        to: by table, the names of its columns.
    """
    own = to.get(owner, {})
    return replace(
        key,
        columns=columns(key.columns, own),
        set_columns=columns(key.set_columns, own),
        ref_columns=columns(key.ref_columns, to.get((key.ref_schema, key.ref_table), {})),
    )
