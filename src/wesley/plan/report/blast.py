"""What a plan touches: columns, policies, views, functions, and fields of the generated types."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from wesley.changes.edit import identity
from wesley.changes.own_names import is_own
from wesley.changes.pairs import only_in
from wesley.ir.api import Api
from wesley.ir.schema import Physical
from wesley.ir.table import Table
from wesley.plan.own_objects import without_kept
from wesley.plan.plan import Plan

_Column = tuple[str, str, str]
"""Schema, table and name."""


class Blast(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Names of what is added, altered or gone, sorted.

    Args:
        tables, views, functions: `schema.name`.
        columns, policies: `schema.table.name`.
        fields: fields of the TypeScript types and Zod schemas, as `Type.field`.
    """

    tables: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    policies: tuple[str, ...] = ()
    views: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()


def blast(plan: Plan, apis: tuple[Api, ...]) -> Blast:
    """The blast radius of a plan."""
    before, goal = without_kept(plan.before), without_kept(plan.goal)
    columns = tuple(sorted({name for pair in _tables(before, goal) for name in _parts("columns", *pair)}))
    return Blast(
        tables=tuple(sorted({".".join(identity(new or old)) for old, new in _tables(before, goal)})),
        columns=tuple(".".join(name) for name in columns),
        policies=tuple(
            sorted({".".join(name) for pair in _tables(before, goal) for name in _parts("policies", *pair)})
        ),
        views=_names("views", before, goal),
        functions=_names("functions", before, goal),
        fields=tuple(sorted({*_all_fields(apis, frozenset(columns)), *_unseen(apis, (before, goal), columns)})),
    )


def _tables(old: Physical, new: Physical) -> Iterator[tuple[Table | None, Table | None]]:
    """The tables that differ, before and after; None where there is none."""
    for table in new.tables:
        before = old.table(table.schema, table.name)
        if before != table:
            yield before, table
    for table in only_in(old.tables, new.tables):
        yield table, None


def _parts(collection: str, old: Table | None, new: Table | None) -> Iterator[tuple[str, str, str]]:
    before = {part.name: part for part in getattr(old, collection, ())}
    after = {part.name: part for part in getattr(new, collection, ())}
    table = new or old
    for name in before.keys() | after.keys():
        if table is not None and before.get(name) != after.get(name):
            yield (table.schema, table.name, name)


def _names(collection: str, old: Physical, new: Physical) -> tuple[str, ...]:
    before: dict[Any, Any] = {identity(value): value for value in getattr(old, collection)}
    after: dict[Any, Any] = {identity(value): value for value in getattr(new, collection)}
    changed = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    return tuple(sorted({".".join(key[:2]) for key in changed}))


def _all_fields(apis: tuple[Api, ...], columns: frozenset[_Column]) -> Iterator[str]:
    for api in apis:
        yield from _fields(api, columns)


def _unseen(apis: tuple[Api, ...], sides: tuple[Physical, ...], columns: tuple[_Column, ...]) -> Iterator[str]:
    """Columns that only a side without types has, such as a database: their fields are called as they are."""
    for api, side in zip(apis, sides, strict=False):
        types = {kind.relation: kind.name for kind in api.objects}
        alone = not any(other.objects for other in apis if other is not api)
        for schema, name, column in columns if alone else ():
            table = side.table(schema, name)
            if table is not None and (schema, name) in types and table.column(column) is None and not is_own(column):
                yield f"{types[schema, name]}.{column}"


def _fields(api: Api, columns: frozenset[tuple[str, str, str]]) -> Iterator[str]:
    for kind in api.objects:
        if kind.relation is not None:
            for field in kind.fields:
                if field.column is not None and (*kind.relation, field.column) in columns:
                    yield f"{kind.name}.{field.name}"
