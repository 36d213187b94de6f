"""Something is unique across tenants."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.ir.api import ObjectType
from wesley.ir.constraint import Unique
from wesley.ir.index import Index
from wesley.problems.problem import Code, Problem, Severity
from wesley.sdl.rule import Rule, Subject


def check(subject: Subject) -> Iterator[Problem]:
    """Look at the unique constraints and indexes of every table of a tenant; its primary key tells of nothing."""
    tables = {(table.schema, table.name): table for table in subject.schema.physical.tables}
    for value in subject.schema.api.objects:
        if value.tenant is None or value.relation is None or value.tenant.root:
            continue
        table = tables.get(value.relation)
        if table is not None:
            uniques: list[Unique | Index] = [*table.uniques, *(index for index in table.indexes if index.unique)]
            yield from (_problem(value, unique) for unique in uniques if value.tenant.column not in _columns(unique))


def _columns(unique: Unique | Index) -> tuple[str, ...]:
    if isinstance(unique, Unique):
        return unique.columns
    return tuple(key.column for key in unique.keys if key.column is not None)


def _problem(value: ObjectType, unique: Unique | Index) -> Problem:
    tenant = "" if value.tenant is None else value.tenant.column
    fields = {field.column: field.name for field in value.fields if field.column is not None}
    wanted = ", ".join(f'"{fields.get(name, name)}"' for name in (tenant, *_columns(unique)))
    return Problem(
        code=GLOBAL_UNIQUE.code,
        message=f"`{unique.name}` is unique across tenants: an error tells one tenant what another has",
        origin=unique.origin,
        help=f"write `@unique(columns: [{wanted}])` on the type to let each tenant have its own",
    )


GLOBAL_UNIQUE = Rule(
    Code(
        code="W506",
        name="global-unique",
        summary="A unique constraint of a tenant's table does not include the tenant.",
        why="Unique constraints are checked past row-level security (PostgreSQL manual, 5.9): whoever inserts a value "
        "that another tenant has is refused, and so learns that it is there.",
        bad='"A user."\ntype User @table @tenant(column: "orgId") {\n  id: ID! @primaryKey\n  orgId: UUID!\n'
        "  email: String! @unique\n}",
        good='"A user."\ntype User @table @tenant(column: "orgId") @unique(columns: ["orgId", "email"]) {\n'
        "  id: ID! @primaryKey\n  orgId: UUID!\n  email: String!\n}",
        severity=Severity.WARNING,
    ),
    check,
)
