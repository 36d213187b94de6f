"""What a schema that was written in SDL leaves alone of a database: all that SDL has no words for.

Which fields and objects these are is decided in docs/adr/0014-what-sdl-leaves-alone.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import fields, replace

from wesley.changes.edit import identity
from wesley.changes.grants import grouped, privileges
from wesley.changes.own_names import OWN_SCHEMAS, is_sync
from wesley.diff.diff import in_old_names
from wesley.diff.match_renames import match_renames
from wesley.diff.renames import inverse
from wesley.ir.access import Extension, Grant, Namespace, Role
from wesley.ir.column import Column
from wesley.ir.routine import Function, Trigger
from wesley.ir.schema import Physical, Schema
from wesley.ir.sequence import Sequence
from wesley.ir.table import Partitioning, Table
from wesley.ir.view import View

_Element = TypeVar("_Element", bound=Struct)
_GRANTED = frozenset(("SELECT", "INSERT", "UPDATE", "DELETE"))
"""The privileges that `@grant` knows."""

_IN_NAMESPACES = ("enums", "domains", "sequences", "tables", "views", "functions")

# What SDL never says of an element that it does name: where it is as SDL leaves it, it is as the database has it.
_UNSAID = {
    "columns": ("storage", "statistics"),
    "primary_key": ("include", "deferrable"),
    "uniques": ("include",),
    "foreign_keys": ("set_columns", "match_full"),
    "checks": ("no_inherit",),
    "indexes": ("comment",),
    "triggers": ("firing",),
}
_UNSAID_OF_TABLE = ("parameters", "unlogged")
_UNSAID_OF_IDENTITY = ("minimum", "maximum", "cache", "cycle")


def scoped(old: Schema, new: Schema) -> Schema:
    """The goal of a plan for a database: a schema that was written in SDL, and of the database what SDL cannot say.

    Args:
        old: the database.
        new: the schema that was written in SDL; its hints say what is called otherwise in the database.

    Raises:
        WesleyError: two of its hints cannot both hold.
    """
    # The database in the names of the new schema: the renames the other way round.
    found = in_old_names(old.physical, inverse(match_renames(old, new)))
    left_alone = frozenset((table.schema, table.name) for table in new.api.unmanaged)
    return replace(new, physical=widened(found, new.physical, left_alone))


def limited(schema: Schema, namespaces: tuple[str, ...]) -> Schema:
    """A schema without what lives in other PostgreSQL schemas than these and our own."""
    physical, namespaces = schema.physical, (*namespaces, *OWN_SCHEMAS)
    kept = {name: tuple(one for one in getattr(physical, name) if one.schema in namespaces) for name in _IN_NAMESPACES}
    named = tuple(one for one in physical.namespaces if one.name in namespaces)
    return replace(schema, physical=replace(physical, namespaces=named, **kept))


def namespace_names(schema: Physical) -> frozenset[str]:
    """The PostgreSQL schemas that there are or that something is in."""
    inhabited = (one.schema for name in _IN_NAMESPACES for one in getattr(schema, name))
    return frozenset((*(one.name for one in schema.namespaces), *inhabited))


def named_roles(schema: Schema) -> tuple[Role, ...]:
    """Of the roles of a schema those that its policies and grants name."""
    physical = schema.physical
    grants = [one.grants for one in physical.namespaces]
    grants += [one.grants for one in physical.tables] + [one.grants for one in physical.views]
    names = {grant.role for granted in grants for grant in granted}
    names |= {role for table in physical.tables for policy in table.policies for role in policy.roles}
    return tuple(role for role in schema.roles if role.name in names and not role.name.startswith("pg_"))


def with_view_types(schema: Schema, aim: Physical, found: Physical) -> Schema:
    """The goal with the types of the columns of views as the database has them.

    SDL declares them and cannot know what PostgreSQL makes of a query: a sum of `numeric(14,2)` is `numeric`.

    Args:
        schema: the goal.
        aim: its physical half in the names of `found`.
        found: the database, with each text that means the same as in `aim` spelled as there.
    """
    before = {identity(one): one for one in found.views}
    same = {identity(one) for one in aim.views if identity(one) in before and before[identity(one)].query == one.query}
    views = (_typed(one, before[identity(one)]) if identity(one) in same else one for one in schema.physical.views)
    return replace(schema, physical=replace(schema.physical, views=tuple(views)))


def _typed(view: View, found: View) -> View:
    types = {column.name: column.type for column in found.columns}
    return replace(view, columns=tuple(replace(one, type=types.get(one.name, one.type)) for one in view.columns))


def widened(found: Physical, goal: Physical, left_alone: frozenset[tuple[str, str]] = frozenset()) -> Physical:
    """A schema that was written in SDL, with all that SDL cannot say taken over from a database as it is.

    Args:
        found: the schema of the database, in the names of `goal`.
        goal: the schema that was written in SDL.
        left_alone: tables that `goal` declares as managed by something else (`@table(managed: false)`).
    """
    strange = {one.name for one in found.namespaces} - {one.name for one in goal.namespaces}
    goal = replace(
        goal,
        namespaces=_namespaces(found.namespaces, goal.namespaces),
        extensions=_extensions(found.extensions, goal.extensions),
        tables=_tables(found, goal, left_alone),
        views=_views(found.views, goal.views),
        functions=_functions(found.functions, goal.functions),
        domains=_added(goal.domains, found.domains),
    )
    for collection in _IN_NAMESPACES:
        kept = (one for one in getattr(found, collection) if one.schema in strange)
        goal = replace(goal, **{collection: _added(getattr(goal, collection), kept)})
    return replace(goal, sequences=_added(goal.sequences, _sequences(found.sequences, goal)))


def _added(values: tuple[_Element, ...], others: Iterable[_Element]) -> tuple[_Element, ...]:
    """The values and those of the others that have another name."""
    known = {identity(value) for value in values}
    return (*values, *(other for other in others if identity(other) not in known))


def _namespaces(found: tuple[Namespace, ...], goal: tuple[Namespace, ...]) -> tuple[Namespace, ...]:
    """Privileges on schemas follow from what is in them and are not stated, so those that are there stay."""
    before = {one.name: one for one in found}
    merged = (
        replace(one, grants=grouped(privileges((*one.grants, *before[one.name].grants)))) if one.name in before else one
        for one in goal
    )
    return _added(tuple(merged), found)


def _extensions(found: tuple[Extension, ...], goal: tuple[Extension, ...]) -> tuple[Extension, ...]:
    """An extension that is not needed does no harm, and others may need it."""
    before = {one.name for one in found}
    return (*found, *(one for one in goal if one.name not in before))


def _tables(found: Physical, goal: Physical, left_alone: frozenset[tuple[str, str]]) -> tuple[Table, ...]:
    tables = []
    for table in goal.tables:
        before = found.table(table.schema, table.name)
        tables.append(table if before is None else _table(before, table, found, goal))
    return _added(tuple(tables), (one for one in found.tables if (one.schema, one.name) in left_alone))


def _table(before: Table, table: Table, found: Physical, goal: Physical) -> Table:
    parts: dict[str, Any] = {name: getattr(before, name) for name in _UNSAID_OF_TABLE}
    for collection, unsaid in _UNSAID.items():
        parts[collection] = _members(getattr(before, collection), getattr(table, collection), unsaid)
    parts["columns"] = tuple(_column(before.column(column.name), column) for column in parts["columns"])
    parts["triggers"] = _added(parts["triggers"], _strange_triggers(before, found, goal))
    parts["partitioning"] = _partitioning(before.partitioning, table.partitioning)
    parts["grants"] = grouped(privileges((*table.grants, *_unsaid_grants(before.grants))))
    return replace(table, **parts)


def _members(before: Any, after: Any, unsaid: tuple[str, ...]) -> Any:
    if not isinstance(after, tuple):
        return after if before is None or after is None else _kept(before, after, unsaid)
    known = {one.name: one for one in before}
    return tuple(_kept(known[one.name], one, unsaid) if one.name in known else one for one in after)


def _kept(before: _Element, after: _Element, unsaid: tuple[str, ...]) -> _Element:
    """An element with the fields that SDL left at their defaults as they were."""
    unsaid = tuple(name for name in unsaid if getattr(before, name) != getattr(after, name))
    if not unsaid:  # nearly always, and to ask for the defaults of a Struct takes half a millisecond
        return after
    blank = {field.name for field in fields(after) if getattr(after, field.name) == field.default}
    return replace(after, **{name: getattr(before, name) for name in unsaid if name in blank})


def _column(before: Column | None, column: Column) -> Column:
    if before is None or before.identity is None or column.identity is None:
        return column
    return replace(column, identity=_kept(before.identity, column.identity, _UNSAID_OF_IDENTITY))


def _strange_triggers(before: Table, found: Physical, goal: Physical) -> Iterable[Trigger]:
    """Triggers that call something else than a function of Wesley."""
    ours = {(one.schema, one.name) for one in found.functions if is_ours(one)}
    ours |= {(one.schema, one.name) for one in goal.functions}
    return (one for one in before.triggers if (one.function_schema, one.function) not in ours)


def _partitioning(before: Partitioning | None, after: Partitioning | None) -> Partitioning | None:
    """SDL says the first partition only; further ones are made as time goes by."""
    if before is None or after is None or (before.strategy, before.keys) != (after.strategy, after.keys):
        return after
    return replace(after, partitions=before.partitions)


def _unsaid_grants(grants: tuple[Grant, ...]) -> tuple[Grant, ...]:
    kept = (replace(one, privileges=tuple(word for word in one.privileges if word not in _GRANTED)) for one in grants)
    return tuple(one for one in kept if one.privileges)


def _views(found: tuple[View, ...], goal: tuple[View, ...]) -> tuple[View, ...]:
    known = {identity(one): one for one in found}
    return tuple(
        replace(one, parameters=known[identity(one)].parameters, indexes=known[identity(one)].indexes)
        if identity(one) in known and known[identity(one)].materialized == one.materialized
        else one
        for one in goal
    )


def _functions(found: tuple[Function, ...], goal: tuple[Function, ...]) -> tuple[Function, ...]:
    known = {identity(one): one for one in found}
    merged = tuple(
        replace(one, comment=known[identity(one)].comment) if identity(one) in known else one for one in goal
    )
    return _added(merged, (one for one in found if not is_ours(one)))


def is_ours(function: Function) -> bool:
    """True for a function of the very shape that directives and plans give to trigger functions."""
    if is_sync(function.name):
        return True
    has_shape = function.body.startswith("\nBEGIN\n    NEW.") and function.body.endswith("\n    RETURN NEW;\nEND\n")
    return has_shape and function.returns == "trigger" and function.search_path == "" and not function.settings


def _sequences(found: tuple[Sequence, ...], goal: Physical) -> Iterable[Sequence]:
    """Sequences on their own, and those of columns that stay and do not become identity columns."""
    for sequence in found:
        if sequence.owned_by is None:
            yield sequence
            continue
        table = goal.table(*sequence.owned_by[:2])
        column = table.column(sequence.owned_by[2]) if table is not None else None
        if column is not None and column.identity is None:
            yield sequence
