"""What earlier plans have kept in a database: plans for a schema of the user leave it alone, with what it stands on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from msgspec.structs import replace

from wesley.changes.edit import identity
from wesley.changes.function_users import function_users
from wesley.changes.own_names import DROPPED, KEPT, OWN_SCHEMAS, is_dropped
from wesley.ir.codec import canonical
from wesley.ir.column import Column
from wesley.ir.routine import Function
from wesley.ir.schema import Physical
from wesley.ir.table import Table
from wesley.sql.text import qualified

IN_NAMESPACES = ("enums", "domains", "sequences", "tables", "views", "functions")
"""The collections of a schema whose elements live in PostgreSQL schemas."""

_STOOD_ON = ("domains", "enums", "sequences", "functions")


def kept_names(physical: Physical) -> tuple[str, ...]:
    """What is kept in a schema, as `schema.table` or `schema.table.column`, sorted."""
    tables = (f"{table.schema}.{table.name}" for table in physical.tables if table.schema in (DROPPED, KEPT))
    columns = (
        f"{table.schema}.{table.name}.{column.name}"
        for table in physical.tables
        if table.schema not in OWN_SCHEMAS
        for column in _kept_columns(table)
    )
    return tuple(sorted((*tables, *columns)))


def without_kept(physical: Physical, schemas: tuple[str, ...] = OWN_SCHEMAS) -> Physical:
    """The schema as the user knows it.

    Args:
        physical: a schema.
        schemas: the schemas of our own that are left out.
    """
    if not _is_there(physical):
        return physical
    parts: dict[str, Any] = {
        name: tuple(one for one in getattr(physical, name) if one.schema not in schemas) for name in IN_NAMESPACES
    }
    parts["tables"] = tuple(_without_columns(table) for table in parts["tables"])
    parts["sequences"] = tuple(one for one in parts["sequences"] if one.owned_by is None or not _is_kept(one.owned_by))
    named = tuple(one for one in physical.namespaces if one.name not in schemas)
    return replace(physical, namespaces=named, **parts)


def with_kept(found: Physical, goal: Physical) -> Physical:
    """The goal of a plan with all that is kept in a database, and what that stands on.

    Args:
        found: the database.
        goal: a schema of the user, in the names of `found`.
    """
    goal = without_kept(goal)
    if not _is_there(found):
        return goal
    tables = {(table.schema, table.name): table for table in found.tables}
    goal = replace(goal, tables=tuple(_with_columns(tables.get((one.schema, one.name)), one) for one in goal.tables))
    for collection in IN_NAMESPACES:
        goal = _added(goal, collection, (one for one in getattr(found, collection) if one.schema in OWN_SCHEMAS))
    goal = _added(goal, "sequences", (one for one in found.sequences if _belongs(one.owned_by, goal)))
    for collection in _STOOD_ON:
        part = kept_part(goal)
        goal = _added(goal, collection, (one for one in getattr(found, collection) if stands_on(part, one)))
    goal = _added(goal, "extensions", found.extensions)
    needed = {one.schema for name in IN_NAMESPACES for one in getattr(goal, name)} | set(OWN_SCHEMAS)
    return _added(goal, "namespaces", (one for one in found.namespaces if one.name in needed))


def kept_part(physical: Physical) -> Physical:
    """What is kept and nothing else, and the domains, which may stand on each other."""
    tables = (_kept_only(table) for table in physical.tables)
    return Physical(tables=tuple(table for table in tables if table is not None), domains=physical.domains)


def stands_on(part: Physical, element: Any) -> bool:
    """True when something of `part` mentions a type, sequence or function. A mention may be found where there is none.

    Args:
        part: what is kept.
        element: a domain, enum, sequence or function.
    """
    if isinstance(element, Function):
        return bool(function_users(part, element))
    others = replace(part, domains=tuple(one for one in part.domains if identity(one) != identity(element)))
    named = json.dumps(qualified(element.schema, element.name), ensure_ascii=False)[1:-1]
    return named in canonical(others).decode()


def _is_there(physical: Physical) -> bool:
    if any(one.name in OWN_SCHEMAS for one in physical.namespaces):
        return True
    return any(is_dropped(column.name) for table in physical.tables for column in table.columns)


def _is_kept(place: tuple[str, str, str]) -> bool:
    return place[0] not in OWN_SCHEMAS and is_dropped(place[2])


def _belongs(place: tuple[str, str, str] | None, goal: Physical) -> bool:
    return place is not None and _is_kept(place) and goal.table(*place[:2]) is not None


def _kept_columns(table: Table) -> Iterator[Column]:
    return (column for column in table.columns if is_dropped(column.name))


def _without_columns(table: Table) -> Table:
    if not any(_kept_columns(table)):
        return table
    return replace(table, columns=tuple(column for column in table.columns if not is_dropped(column.name)))


def _with_columns(found: Table | None, table: Table) -> Table:
    columns = () if found is None else tuple(_kept_columns(found))
    return replace(table, columns=(*table.columns, *columns)) if columns else table


def _kept_only(table: Table) -> Table | None:
    if table.schema in OWN_SCHEMAS:
        return table
    columns = tuple(_kept_columns(table))
    return Table(schema=table.schema, name=table.name, columns=columns) if columns else None


def _added(physical: Physical, collection: str, elements: Iterable[Any]) -> Physical:
    """The schema with the elements that it does not have."""
    known = {identity(one) for one in getattr(physical, collection)}
    new = tuple(one for one in elements if identity(one) not in known)
    return replace(physical, **{collection: (*getattr(physical, collection), *new)}) if new else physical
