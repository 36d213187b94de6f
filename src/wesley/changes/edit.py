"""Schemas with one thing in them changed.

A plan edits a schema of thousands of tables once for each of its statements, so these leave all that stays as it is:
collections keep their order, and only the one tuple that changes is made anew.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from copy import copy
from typing import Any

from msgspec.structs import force_setattr, replace

from wesley.ir.column import Column
from wesley.ir.domain import Domain
from wesley.ir.enum import Enum
from wesley.ir.references import references_with
from wesley.ir.routine import Function
from wesley.ir.schema import Physical
from wesley.ir.sequence import Sequence
from wesley.ir.table import Partition, Table
from wesley.ir.view import View

_QUALIFIED = frozenset((Table, View, Enum, Domain, Sequence, Partition))


def identity(value: Any) -> tuple[str, ...]:
    """What the collections of a schema are sorted by: schema, name, and for a function its arguments."""
    kind = type(value)
    if kind in _QUALIFIED:
        return (value.schema, value.name)
    return (value.schema, value.name, value.arguments) if kind is Function else (value.name,)


def put(physical: Physical, collection: str, value: Any) -> Physical:
    """The schema with `value` in one of its collections, in place of the one of the same name if there is one."""
    values = list(getattr(physical, collection))
    at, known = _place(physical, collection, identity(value))
    values[at : at + known] = (value,)
    return _with(physical, collection, tuple(values), (value,), renamed=not known)


def remove(physical: Physical, collection: str, *key: str) -> Physical:
    """The schema without the element of this schema and name.

    Raises:
        LookupError: there is none.
    """
    values = getattr(physical, collection)
    at, known = _place(physical, collection, key)
    if not known:
        raise LookupError(f"{collection} has no {'.'.join(key)}")
    return _with(physical, collection, (*values[:at], *values[at + 1 :]), (), renamed=True)


def exchange(physical: Physical, collection: str, pairs: Iterable[tuple[Any, Any]]) -> Physical:
    """The schema with other elements in one of its collections, which may have other names.

    Args:
        physical: the schema.
        collection: name of the collection.
        pairs: elements of it, and what is in the place of each.
    """
    changed = [(before, after) for before, after in pairs if after is not before]
    if not changed:
        return physical
    values = list(getattr(physical, collection))
    for before, after in changed:
        values[_place(physical, collection, identity(before))[0]] = after
    renamed = any(identity(before) != identity(after) for before, after in changed)
    if renamed:
        values.sort(key=identity)
    return _with(physical, collection, tuple(values), tuple(after for _, after in changed), renamed=renamed)


def find(physical: Physical, collection: str, *key: str) -> Any:
    """The element of this schema and name (and arguments, for a function).

    Raises:
        LookupError: there is none.
    """
    values = getattr(physical, collection)
    at, known = _place(physical, collection, key)
    if not known:
        raise LookupError(f"{collection} has no {'.'.join(key)}")
    return values[at]


def the_table(physical: Physical, schema: str, name: str) -> Table:
    """The table of this name.

    Raises:
        LookupError: there is none.
    """
    table = physical.table(schema, name)
    if table is None:
        raise LookupError(f"no table {schema}.{name}")
    return table


def the_column(physical: Physical, schema: str, table: str, name: str) -> Column:
    """The column of this name.

    Raises:
        LookupError: there is none.
    """
    column = the_table(physical, schema, table).column(name)
    if column is None:
        raise LookupError(f"no column {schema}.{table}.{name}")
    return column


def edit_table(physical: Physical, schema: str, name: str, **fields: Any) -> Physical:
    """The schema with fields of one table set to other values."""
    return put(physical, "tables", replace(the_table(physical, schema, name), **fields))


def put_member(physical: Physical, schema: str, table: str, collection: str, member: Any) -> Physical:
    """The schema with a named part (column, index, policy, ...) in one table, in place of the one of the same name."""
    values = getattr(the_table(physical, schema, table), collection)
    others = tuple(value for value in values if value.name != member.name)
    return edit_table(physical, schema, table, **{collection: (*others, member)})


def find_member(physical: Physical, schema: str, table: str, collection: str, name: str) -> Any:
    """A named part (column, index, policy, ...) of one table.

    Raises:
        LookupError: there is none.
    """
    for member in getattr(the_table(physical, schema, table), collection):
        if member.name == name:
            return member
    raise LookupError(f"{schema}.{table} has no {name} among its {collection}")


def remove_member(physical: Physical, schema: str, table: str, collection: str, name: str) -> Physical:
    """The schema without a named part of one table.

    Raises:
        LookupError: there is none.
    """
    values = getattr(the_table(physical, schema, table), collection)
    others = tuple(value for value in values if value.name != name)
    if len(others) == len(values):
        raise LookupError(f"{schema}.{table} has no {name} among its {collection}")
    return edit_table(physical, schema, table, **{collection: others})


def edit_column(physical: Physical, schema: str, table: str, name: str, **fields: Any) -> Physical:
    """The schema with fields of one column set to other values."""
    column = replace(the_column(physical, schema, table, name), **fields)
    return put_member(physical, schema, table, "columns", column)


def _place(physical: Physical, collection: str, key: tuple[str, ...]) -> tuple[int, bool]:
    """Where an element of this identity stands or would stand, and whether it is there."""
    if collection == "tables":
        at = bisect_left(physical.names, key)
        return at, physical.names[at : at + 1] == (key,)
    values = getattr(physical, collection)
    at = bisect_left(values, key, key=identity)
    return at, at < len(values) and identity(values[at]) == key


def _with(
    physical: Physical, collection: str, values: tuple[Any, ...], new: tuple[Any, ...], *, renamed: bool
) -> Physical:
    """The schema with other values in a collection.

    Args:
        physical: the schema.
        collection: name of the collection.
        values: all of it, sorted.
        new: those of the values that are not in the schema.
        renamed: whether the names of the values are others than those in the schema.
    """
    # A copy is not sorted again, which `replace` would do to every collection. What is known of a schema is handed on:
    # to find the references of all tables anew after each edit took half of the time of a plan.
    edited = copy(physical)
    force_setattr(edited, collection, values)
    tables = collection == "tables"
    edited.__dict__["references"] = references_with(physical.references, new if tables else ())
    if not (tables and renamed):
        edited.__dict__["names"] = physical.names
    return edited
