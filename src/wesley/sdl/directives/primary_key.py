"""`@primaryKey`: what identifies a row."""

from __future__ import annotations

from msgspec.structs import replace

from wesley.ir.column import Identity
from wesley.ir.constraint import PrimaryKey
from wesley.sdl.directive import Directive, Location, Parameter
from wesley.sdl.draft import ColumnDraft, Draft, Site
from wesley.sdl.lookup import key_columns
from wesley.sdl.names import default_name
from wesley.sdl.rules.directive_conflict import DIRECTIVE_CONFLICT
from wesley.sdl.use import Use
from wesley.sql.expression import Context, parse_expression


def apply(site: Site, use: Use) -> None:
    """Set the key, or add a column to the key when it stands on one field after another."""
    columns = key_columns(site, use)
    if columns is None:
        return
    table = site.table
    name = use.text_or("name", default_name(table.name, suffix="pkey"))
    names = tuple(column.name for column in columns)
    key = table.primary_key
    if key is None:
        table.primary_key = PrimaryKey(name=name, columns=names, origin=use.origin)
        table.key_on_type = site.field is None
    elif site.field is None or table.key_on_type:
        message = "the primary key is given on the type and on its fields"
        site.draft.report(DIRECTIVE_CONFLICT.code, message, use.origin, "keep one of the two")
    else:
        table.primary_key = replace(key, columns=key.columns + names, name=use.text_or("name", key.name))


def give_default_ids(draft: Draft) -> None:
    """Give a primary key of type ID a default, unless it is a foreign key or has one.

    Called when every directive has had its say.
    """
    for table in draft.base_tables():
        key = table.primary_key
        if key is None or len(key.columns) != 1:
            continue
        column = table.by_column(key.columns[0])
        referring = any(key.columns[0] in foreign.columns for foreign in table.foreign_keys)
        if column is not None and column.scalar == "ID" and column.depth == 0 and not referring:
            _default_id(draft, column)


def _default_id(draft: Draft, column: ColumnDraft) -> None:
    ids = draft.settings.ids
    if column.default is not None or column.identity is not None or column.generated is not None:
        return
    if ids.default == "" or column.type != ids.type:
        return
    if ids.default is None and ids.type == "bigint":
        column.identity = Identity(always=False)
    elif ids.default is not None or ids.type == "uuid":
        sql = ids.default or "gen_random_uuid()"
        column.default = parse_expression(sql, Context.DEFAULT, column.origin)


PRIMARY_KEY = Directive(
    name="primaryKey",
    description="What identifies a row. Several fields with it make one composite key, in the order of the fields.",
    locations=(Location.FIELD_DEFINITION, Location.OBJECT),
    parameters=(
        Parameter(name="columns", type="[String!]", description="Fields of the key, in order, when it is on the type."),
        Parameter(name="fields", type="[String!]", description="The same as `columns`.", alias_of="columns"),
        Parameter(name="name", type="String", description="Name of the constraint; `users_pkey` otherwise."),
    ),
    apply=apply,
    aliases=("pk",),
    example="type Membership @table {\n  orgId: UUID! @primaryKey\n  userId: UUID! @primaryKey\n}",
)
