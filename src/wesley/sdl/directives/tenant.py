"""`@tenant`: every row belongs to one tenant."""

from __future__ import annotations

from functools import partial

from wesley.ir.api import Tenant
from wesley.sdl.directive import Directive, Location, Parameter
from wesley.sdl.draft import ColumnDraft, Site
from wesley.sdl.lookup import column_of
from wesley.sdl.rules.tenant_column import TENANT_COLUMN
from wesley.sdl.security.session_settings import equals_setting, is_comparable
from wesley.sdl.use import Use


def apply(site: Site, use: Use) -> None:
    """Note the tenant's column and condition; policies, foreign keys and the index follow from it at the end.

    A foreign key may still change the type of the column, and the condition needs it.
    """
    site.table.security.later.append(partial(_note, site, use))


def _note(site: Site, use: Use) -> None:
    site.table.security.tenant_origin = use.origin
    column = _root_key(site, use) if use.flag("root") else _tenant_column(site, use)
    if column is None:
        return
    tenancy = site.draft.settings.tenancy
    table = site.table
    table.tenant = Tenant(column=column.name, setting=tenancy.setting, role=tenancy.role, root=use.flag("root"))
    table.security.tenant = equals_setting(column, tenancy.setting, use.origin)


def _root_key(site: Site, use: Use) -> ColumnDraft | None:
    """The column of the primary key: a tenant is what its own table has one row of."""
    key = site.table.primary_key
    if key is None or len(key.columns) != 1:
        help_text = "give the type one field with @primaryKey"
        _refuse(site, use, "the table of the tenants needs a primary key of one column", help_text)
        return None
    column = site.table.by_column(key.columns[0])
    if use.value("column") is not None and site.table.columns.get(use.text("column") or "") is not column:
        help_text = "leave out `column`"
        _refuse(site, use, "the tenant column of the table of the tenants is its primary key", help_text, "column")
        return None
    return column if column is not None and _tells_apart(site, use, column) else None


def _tenant_column(site: Site, use: Use) -> ColumnDraft | None:
    named = use.text("column")
    if named is None:
        help_text = 'write `@tenant(column: "orgId")`, or `root: true` on the table of the tenants themselves'
        _refuse(site, use, "@tenant needs `column`, the field that says whose a row is", help_text)
        return None
    column = column_of(site.draft, site.table, named, use.origin_of("column"))
    if column is None:
        return None
    if column.nullable:
        message = f"the tenant column `{column.name}` may be null, and such a row would be nobody's"
        _refuse(site, use, message, f"write `{named}: {_type_of(column)}!`", "column")
        return None
    if column.generated is not None or column.identity is not None or column.computed is not None:
        message = f"the tenant column `{column.name}` is written by the database, not by who inserts the row"
        _refuse(site, use, message, "use a plain field", "column")
        return None
    return column if _tells_apart(site, use, column) else None


def _tells_apart(site: Site, use: Use, column: ColumnDraft) -> bool:
    if is_comparable(column.type):
        return True
    message = f"a setting of the session cannot be compared with `{column.name}`, which is {column.type or 'unknown'}"
    _refuse(site, use, message, "use a column of type uuid, integer, bigint or text", "column")
    return False


def _type_of(column: ColumnDraft) -> str:
    return "ID" if column.definition is None else str(column.definition.type)


def _refuse(site: Site, use: Use, message: str, help_text: str, argument: str = "") -> None:
    origin = use.origin_of(argument) if argument else use.origin
    site.draft.report(TENANT_COLUMN.code, message, origin, help_text)


TENANT = Directive(
    name="tenant",
    description="Every row belongs to one tenant, and the application sees those of the current tenant alone: "
    "row-level security with one policy, an index on the column, and foreign keys that stay within a tenant.",
    locations=(Location.OBJECT,),
    parameters=(
        Parameter(name="column", type="String", description="The field that says whose a row is."),
        Parameter(name="by", type="String", description="The same as `column`.", alias_of="column"),
        Parameter(
            name="root",
            type="Boolean",
            default="false",
            description="True on the table of the tenants themselves: its primary key is the tenant.",
        ),
    ),
    apply=apply,
    example="type Org @table @tenant(root: true) {\n  id: ID! @primaryKey\n}\n\n"
    'type Project @table @tenant(column: "orgId") {\n  id: ID! @primaryKey\n  orgId: ID!\n}',
)
