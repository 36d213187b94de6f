"""`@softDelete`: rows are marked as deleted."""

from __future__ import annotations

from wesley.ir.api import TypeRef
from wesley.sdl.columns.timestamps import is_moment
from wesley.sdl.directive import Directive, Location, Parameter
from wesley.sdl.draft import ColumnDraft, Site, TableDraft
from wesley.sdl.language.document import FieldDefinition
from wesley.sdl.names import column_name
from wesley.sdl.rules.directive_conflict import DIRECTIVE_CONFLICT
from wesley.sdl.use import Use

_SCALAR = "DateTime"


def apply(site: Site, use: Use) -> None:
    """Make sure that there is a nullable column for the moment of deletion; its field is part of the type."""
    table = site.table
    name = str(use.values["column"].value)
    column = table.columns.get(name) or table.by_column(column_name(name, site.draft.settings.naming))
    if column is not None:
        _check(site, use, column)
    elif site.definition.field(name) is not None:
        message = f"`{name}` is a field without a column, and cannot say when a row was deleted"
        site.draft.report(DIRECTIVE_CONFLICT.code, message, use.origin_of("column"), "name another field")
    else:
        _add(site, table, use, name)


def _check(site: Site, use: Use, column: ColumnDraft) -> None:
    if column.type and not is_moment(column.type):
        message = f"@softDelete needs a date or a timestamp, and `{column.name}` is {column.type}"
    elif not column.nullable:
        message = f"@softDelete needs a column that may be null, and `{column.name}` is required"
    else:
        return
    site.draft.report(DIRECTIVE_CONFLICT.code, message, use.origin_of("column"), f"declare it as `{_SCALAR}`")


def _add(site: Site, table: TableDraft, use: Use, name: str) -> None:
    definition = FieldDefinition(
        name=name,
        type=TypeRef(_SCALAR),
        type_origin=use.origin,
        description="When the row was deleted; null while it is not.",
        origin=use.origin,
    )
    table.added_fields.append(definition)
    table.columns[name] = ColumnDraft(
        definition=definition,
        name=column_name(name, site.draft.settings.naming),
        type="timestamp with time zone",
        scalar=_SCALAR,
        nullable=True,
        origin=use.origin,
        comment=definition.description,
    )


SOFT_DELETE = Directive(
    name="softDelete",
    description="Rows are marked as deleted: a nullable timestamp, added to the type and the table where it is "
    'missing. Indexes that leave deleted rows out say `where: "deleted_at IS NULL"`.',
    locations=(Location.OBJECT,),
    parameters=(
        Parameter(
            name="column",
            type="String",
            default='"deleted_at"',
            description="The field that says when; an existing one is used.",
        ),
    ),
    apply=apply,
    example="type Post @table @softDelete {\n  id: ID! @primaryKey\n"
    '  slug: String! @unique(where: "deleted_at IS NULL")\n}',
)
