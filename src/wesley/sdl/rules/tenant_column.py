"""The tenant column of a table cannot tell tenants apart."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.ir.api import ObjectType
from wesley.ir.table import Table
from wesley.problems.problem import Code, Problem, Related
from wesley.sdl.rule import Rule, Subject


def check(subject: Subject) -> Iterator[Problem]:
    """There is one table of tenants, and each tenant column has the type of its key."""
    tenants = [value for value in subject.schema.api.objects if value.tenant is not None]
    roots = [value for value in tenants if value.tenant is not None and value.tenant.root]
    for root in roots[1:]:
        yield Problem(
            code=TENANT_COLUMN.code,
            message=f"`{root.name}` and `{roots[0].name}` are both the table of the tenants",
            origin=root.origin,
            help="say `root: true` on one type; a table that belongs to a tenant says `@tenant(column: ...)`",
            related=(Related("the other one", roots[0].origin),),
        )
    if len(roots) == 1:
        yield from _other_types(subject, roots[0], tenants)


def _other_types(subject: Subject, root: ObjectType, tenants: list[ObjectType]) -> Iterator[Problem]:
    tables = {(table.schema, table.name): table for table in subject.schema.physical.tables}
    wanted = _key_type(tables, root)
    for value in tenants:
        found = _key_type(tables, value)
        if wanted and found and found != wanted:
            yield Problem(
                code=TENANT_COLUMN.code,
                message=f"the tenant column of `{value.name}` is {found}, the key of `{root.name}` is {wanted}",
                origin=value.origin,
                help="give both one type: one setting of the session holds the value of both",
                related=(Related("the table of the tenants", root.origin),),
            )


def _key_type(tables: dict[tuple[str, str], Table], value: ObjectType) -> str:
    table = tables.get(value.relation) if value.relation is not None else None
    column = table.column(value.tenant.column) if table is not None and value.tenant is not None else None
    return "" if column is None else column.type


TENANT_COLUMN = Rule(
    Code(
        code="E501",
        name="tenant-column",
        summary="The tenant column of a table cannot tell tenants apart.",
        why="Every row belongs to exactly one tenant, so the column is required, written by the application and of a "
        "type that a setting of the session can be compared with. A row whose tenant is null would belong to nobody: "
        "no policy lets anyone see it, and a foreign key with a null in it is not checked (PostgreSQL manual, CREATE "
        "TABLE, MATCH SIMPLE).",
        bad='type Project @table @tenant(column: "orgId") {\n  id: ID! @primaryKey\n  orgId: UUID\n}',
        good='type Project @table @tenant(column: "orgId") {\n  id: ID! @primaryKey\n  orgId: UUID!\n}',
    ),
    check,
)
