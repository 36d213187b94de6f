"""What two schemas have in common and what only one of them has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wesley.changes.edit import identity
from wesley.ir.schema import Physical
from wesley.ir.table import Table


def common_tables(old: Physical, new: Physical) -> Iterator[tuple[Table, Table]]:
    """The tables that both have and that differ, old and new."""
    known = dict(zip(old.names, old.tables, strict=True))
    for name, table in zip(new.names, new.tables, strict=True):
        before = known.get(name)
        if before is not None and before != table:
            yield before, table


def only_in(left: tuple[Any, ...], right: tuple[Any, ...]) -> Iterator[Any]:
    """The elements of `left` whose name nothing in `right` has."""
    names = {identity(value) for value in right}
    return (value for value in left if identity(value) not in names)


def differing(old: tuple[Any, ...], new: tuple[Any, ...]) -> Iterator[tuple[Any, Any]]:
    """The elements that both have under one name and that differ, old and new."""
    if old is new:
        return
    before = {identity(value): value for value in old}
    for value in new:
        known = before.get(identity(value))
        if known is not None and known != value:
            yield known, value
