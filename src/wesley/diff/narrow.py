"""Two schemas without all that they have in common, so that what follows costs what the difference costs."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from wesley.changes.edit import exchange, identity
from wesley.ir.schema import Physical
from wesley.ir.table import Table

COLLECTIONS = (
    "namespaces",
    "extensions",
    "enums",
    "domains",
    "sequences",
    "tables",
    "views",
    "functions",
)

_PARTS = ("columns", "uniques", "foreign_keys", "checks", "exclusions", "indexes", "triggers", "policies", "grants")


def narrow(old: Physical, new: Physical) -> tuple[Physical, Physical]:
    """The two schemas without the elements that are equal in both."""
    left, right = {}, {}
    for name in COLLECTIONS:
        left[name], right[name] = _without_equal(getattr(old, name), getattr(new, name))
    return unified(Physical(**left), Physical(**right)), Physical(**right)


def unified(old: Physical, new: Physical) -> Physical:
    """The old schema with the very values of the new one where they are equal: to compare them again costs nothing.

    Args:
        old: the schema.
        new: the other one, of whose tables all are looked at, and the collections of those that differ.
    """
    pairs = ((table, new.table(table.schema, table.name)) for table in old.tables)
    return exchange(old, "tables", ((table, _like(table, other)) for table, other in pairs if other is not None))


def _like(table: Table, other: Table) -> Table:
    if table is other or table == other:
        return other
    its = {field: getattr(other, field) for field in _PARTS if getattr(table, field) is not getattr(other, field)}
    same = {field: part for field, part in its.items() if part == getattr(table, field)}
    return replace(table, **same) if same else table


def _without_equal(old: tuple[Any, ...], new: tuple[Any, ...]) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    before = {identity(element): element for element in old}
    equal = {key for element in new if before.get(key := identity(element)) == element}
    return (
        tuple(element for element in old if identity(element) not in equal),
        tuple(element for element in new if identity(element) not in equal),
    )
