"""Columns whose types have to change in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from wesley.changes.anew import Anew, shared
from wesley.ir.column import Column
from wesley.ir.schema import Physical


class _HasType(Protocol):
    @property
    def schema(self) -> str: ...

    @property
    def table(self) -> str: ...

    @property
    def column(self) -> Column: ...

    @property
    def anew(self) -> Anew: ...


_Change = TypeVar("_Change", bound="_HasType")


def _linked(schema: Physical, left: _HasType, right: _HasType) -> bool:
    """True when a part names both columns and is written otherwise, or a foreign key leads from one to the other."""
    if (left.schema, left.table) == (right.schema, right.table) and shared(left.anew, right.anew):
        return True
    return _refers(schema, left, right) or _refers(schema, right, left)


def _refers(schema: Physical, left: _HasType, right: _HasType) -> bool:
    table = schema.table(left.schema, left.table)
    if table is None:
        return False
    return any(
        (key.ref_schema, key.ref_table) == (right.schema, right.table)
        and (left.column.name, right.column.name) in zip(key.columns, key.ref_columns, strict=True)
        for key in table.foreign_keys
    )


def groups(schema: Physical, changes: Sequence[_Change]) -> list[list[_Change]]:
    """The changes in groups: two that are linked, directly or by way of others, are in one."""
    found: list[list[_Change]] = []
    for change in changes:
        linked = [group for group in found if any(_linked(schema, each, change) for each in group)]
        found = [group for group in found if group not in linked]
        found.append([*(each for group in linked for each in group), change])
    return found
