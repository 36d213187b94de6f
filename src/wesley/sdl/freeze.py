"""The finished draft as a frozen schema."""

from __future__ import annotations

from msgspec.structs import replace

from wesley.ir.access import Grant, Namespace
from wesley.ir.column import Column
from wesley.ir.origin import Position
from wesley.ir.schema import Physical, Schema
from wesley.ir.table import Table
from wesley.ir.view import View
from wesley.sdl.api import api
from wesley.sdl.draft import ColumnDraft, Draft, TableDraft
from wesley.sdl.views.columns import relations_of


def freeze(draft: Draft) -> Schema:
    """The schema that the draft has become. Tables that something else manages are in its API half only."""
    managed = [table for table in draft.tables.values() if table.managed]
    physical = Physical(
        namespaces=_namespaces(draft, managed),
        extensions=tuple(draft.extensions.values()),
        enums=tuple(enum.native for enum in draft.enums.values() if enum.is_native_type),
        tables=tuple(_table(table) for table in managed if table.view is None) + tuple(draft.lookup_tables),
        views=tuple(_view(draft, table) for table in managed if table.view is not None),
        functions=tuple(draft.functions.values()),
    )
    return Schema(
        physical=physical,
        api=replace(api(draft), unmanaged=_unmanaged(draft)),
        roles=tuple(sorted(draft.roles.values(), key=lambda role: role.name)),
        postgres_version=draft.settings.postgres.version,
    )


def _unmanaged(draft: Draft) -> tuple[Table, ...]:
    return tuple(_table(table) for table in draft.base_tables() if not table.managed)


def _namespaces(draft: Draft, tables: list[TableDraft]) -> tuple[Namespace, ...]:
    origins = {table.schema: table.origin for table in reversed(tables)}
    for enum in draft.enums.values():
        if enum.has_relation:
            origins.setdefault(enum.schema, enum.definition.origin)
    return tuple(Namespace(name=name, grants=_usage(draft, name), origin=origin) for name, origin in origins.items())


def _usage(draft: Draft, name: str) -> tuple[Grant, ...]:
    """USAGE for the roles that use what lives in the schema; in `public` every role has it already."""
    users = {} if name == "public" else draft.schema_users.get(name, {})
    return tuple(Grant(role=role, privileges=("USAGE",), origin=users[role]) for role in sorted(users))


def _table(table: TableDraft) -> Table:
    columns = tuple(_column(column, number) for number, column in enumerate(table.columns.values(), start=1))
    return Table(
        schema=table.schema,
        name=table.name,
        columns=columns,
        primary_key=table.primary_key,
        uniques=tuple(table.uniques),
        foreign_keys=tuple(table.foreign_keys),
        checks=tuple(table.checks),
        exclusions=tuple(table.exclusions),
        indexes=tuple(table.indexes),
        triggers=tuple(table.triggers),
        policies=tuple(table.policies),
        row_security=table.row_security,
        force_row_security=table.force_row_security,
        partitioning=table.partitioning,
        rows=table.rows,
        comment=table.definition.description,
        grants=tuple(table.grants),
        origin=table.origin,
    )


def _column(column: ColumnDraft, number: int) -> Column:
    return Column(
        name=column.name,
        type=column.type,
        nullable=column.nullable,
        default=column.default,
        identity=column.identity,
        generated=column.generated,
        collation=column.collation,
        compression=column.compression,
        comment=column.comment,
        position=Position(number),
        origin=column.origin,
    )


def _view(draft: Draft, table: TableDraft) -> View:
    view = table.view
    if view is None:
        raise LookupError("a table is no view")
    columns = tuple(
        Column(
            name=column.name, type=column.type, comment=column.comment, position=Position(number), origin=column.origin
        )
        for number, column in enumerate(table.columns.values(), start=1)
    )
    known = {(other.schema, other.name) for other in draft.tables.values() if other.managed}
    known.update((lookup.schema, lookup.name) for lookup in draft.lookup_tables)
    return View(
        schema=table.schema,
        name=table.name,
        query=view.query,
        columns=columns,
        materialized=view.materialized,
        security_invoker=view.security_invoker,
        depends_on=tuple(sorted(set(relations_of(view.query)) & known)),
        comment=table.definition.description,
        grants=tuple(table.grants),
        origin=table.origin,
    )
