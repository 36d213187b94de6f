"""`@foreignKey`: these values are a key of another row."""

from __future__ import annotations

from msgspec import Struct

from wesley.ir.constraint import Deferrable, ForeignKey, ReferentialAction
from wesley.sdl.directive import Directive, Location, Parameter
from wesley.sdl.draft import ColumnDraft, Site, TableDraft
from wesley.sdl.language.document import Value
from wesley.sdl.lookup import column_of, columns_of, key_columns, place_in, table_of
from wesley.sdl.names import default_name
from wesley.sdl.rules.directive_argument import DIRECTIVE_ARGUMENT
from wesley.sdl.rules.directive_conflict import DIRECTIVE_CONFLICT
from wesley.sdl.use import Use


class Target(Struct, frozen=True):
    """The key that is referred to; the columns are database names."""

    table: TableDraft
    columns: tuple[str, ...]


def apply(site: Site, use: Use) -> None:
    """Add the constraint, when both of its sides are known."""
    columns = key_columns(site, use)
    target = _target(site, use)
    if columns is None or target is None or not _fits(site, use, columns, target):
        return
    table = site.table
    names = tuple(column.name for column in columns)
    name = use.text("name") or table.new_name(default_name(table.name, *names, suffix="fkey"))
    table.foreign_keys.append(
        ForeignKey(
            name=name,
            columns=names,
            ref_schema=target.table.schema,
            ref_table=target.table.name,
            ref_columns=target.columns,
            on_delete=ReferentialAction(use.text("onDelete") or ReferentialAction.NO_ACTION),
            on_update=ReferentialAction(use.text("onUpdate") or ReferentialAction.NO_ACTION),
            deferrable=Deferrable(use.text("deferrable") or Deferrable.NO),
            origin=use.origin,
        )
    )
    table.tenant_scoped[name] = use.given_flag("tenantScoped")
    if not use.flag("index"):
        table.unindexed_foreign_keys.add(name)


def _target(site: Site, use: Use) -> Target | None:
    ref, to = use.value("ref"), use.value("to")
    if ref is not None and (to is not None or use.value("references") is not None):
        message = "@foreignKey has both `ref` and `to` or `references`"
        help_text = '`ref: "User.id"` is one field; `to` and `references` are for several'
        site.draft.report(DIRECTIVE_CONFLICT.code, message, ref.origin, help_text)
        return None
    if ref is not None:
        return _one_field(site, ref)
    if to is not None:
        return _fields(site, use, to)
    message = "@foreignKey does not say what it refers to"
    site.draft.report(DIRECTIVE_ARGUMENT.code, message, use.origin, 'write `ref: "User.id"`')
    return None


def _one_field(site: Site, ref: Value) -> Target | None:
    type_name, dot, field = str(ref.value).partition(".")
    if not dot or not field or "." in field:
        message = f"`{ref.value}` is no field of a type"
        site.draft.report(DIRECTIVE_ARGUMENT.code, message, ref.origin, 'write type and field: `ref: "User.id"`')
        return None
    table = table_of(site.draft, type_name, place_in(ref, 0, len(type_name)))
    if table is None:
        return None
    column = column_of(site.draft, table, field, place_in(ref, len(type_name) + 1, len(field)))
    return None if column is None else Target(table, (column.name,))


def _fields(site: Site, use: Use, to: Value) -> Target | None:
    table = table_of(site.draft, str(to.value), to.origin)
    if table is None:
        return None
    if use.items("references"):
        columns = columns_of(site.draft, table, use.items("references"))
        return None if columns is None else Target(table, tuple(column.name for column in columns))
    if table.primary_key is None:
        message = f"`{to.value}` has no primary key to refer to"
        site.draft.report(DIRECTIVE_ARGUMENT.code, message, to.origin, "name the fields with `references`")
        return None
    return Target(table, table.primary_key.columns)


def _fits(site: Site, use: Use, columns: tuple[ColumnDraft, ...], target: Target) -> bool:
    names = [column.name for column in columns]
    if len(names) != len(target.columns):
        message = (
            f"the foreign key has {_counted(len(names))}, and refers to {len(target.columns)} of "
            f"`{target.table.definition.name}`: {', '.join(target.columns)}"
        )
        site.draft.report(DIRECTIVE_ARGUMENT.code, message, use.origin, "both sides have the same number of fields")
        return False
    return True


def _counted(number: int) -> str:
    return "1 column" if number == 1 else f"{number} columns"


FOREIGN_KEY = Directive(
    name="foreignKey",
    description="These values are a key of another row. A field of type ID that refers to one takes its column type.",
    locations=(Location.FIELD_DEFINITION, Location.OBJECT),
    parameters=(
        Parameter(name="ref", type="String", description="The field that is referred to: `User.id`."),
        Parameter(name="columns", type="[String!]", description="Fields, in order, when it is on the type."),
        Parameter(name="to", type="String", description="The type that is referred to, instead of `ref`."),
        Parameter(
            name="references", type="[String!]", description="Fields of `to`, in order; its primary key otherwise."
        ),
        Parameter(
            name="onDelete",
            type="ReferentialAction",
            default="NO_ACTION",
            description="What happens when the other row is deleted.",
        ),
        Parameter(
            name="onUpdate",
            type="ReferentialAction",
            default="NO_ACTION",
            description="What happens when the other row's key changes.",
        ),
        Parameter(name="deferrable", type="Deferrable", default="NO", description="When it is checked."),
        Parameter(name="name", type="String", description="Name of the constraint; `orders_user_id_fkey` otherwise."),
        Parameter(
            name="index",
            type="Boolean",
            default="true",
            description="Index the columns, unless a key or an index begins with them.",
        ),
        Parameter(
            name="tenantScoped",
            type="Boolean",
            description="Between tables of tenants, also compare the tenant; true unless said otherwise.",
        ),
    ),
    apply=apply,
    repeatable=True,
    aliases=("fk",),
    example="type User @table {\n  id: ID! @primaryKey\n}\n\ntype Order @table {\n  id: ID! @primaryKey\n"
    '  userId: ID! @foreignKey(ref: "User.id", onDelete: CASCADE)\n}',
)
