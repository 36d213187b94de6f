"""`@unique`: no two rows alike."""

from __future__ import annotations

from wesley.ir.constraint import Deferrable, Unique
from wesley.ir.index import Index, IndexKey
from wesley.sdl.directive import Directive, Location, Parameter
from wesley.sdl.draft import Site
from wesley.sdl.lookup import expression, key_columns
from wesley.sdl.names import default_name
from wesley.sdl.rules.directive_conflict import DIRECTIVE_CONFLICT
from wesley.sdl.use import Use
from wesley.sql.expression import Context


def apply(site: Site, use: Use) -> None:
    """Add the constraint; with `where` it can only be an index."""
    columns = key_columns(site, use)
    if columns is None:
        return
    table = site.table
    names = tuple(column.name for column in columns)
    nulls = use.flag("nullsNotDistinct")
    deferrable = Deferrable(use.text_or("deferrable", Deferrable.NO))
    where = use.value("where")
    if where is None:
        name = use.text_or("name", table.new_name(default_name(table.name, *names, suffix="key")))
        table.uniques.append(
            Unique(name=name, columns=names, nulls_not_distinct=nulls, deferrable=deferrable, origin=use.origin)
        )
        return
    if deferrable is not Deferrable.NO:
        message = "a partial unique index cannot be deferrable"
        site.draft.report(DIRECTIVE_CONFLICT.code, message, use.origin_of("deferrable"), "leave out `where`")
    table.indexes.append(
        Index(
            name=use.text_or("name", table.new_name(default_name(table.name, *names, suffix="key"))),
            keys=tuple(IndexKey(column=column) for column in names),
            unique=True,
            nulls_not_distinct=nulls,
            where=expression(site.draft, table, where, Context.PREDICATE),
            origin=use.origin,
        )
    )


UNIQUE = Directive(
    name="unique",
    description="No two rows have the same values here.",
    locations=(Location.FIELD_DEFINITION, Location.OBJECT),
    parameters=(
        Parameter(name="columns", type="[String!]", description="Fields, in order, when it is on the type."),
        Parameter(name="fields", type="[String!]", description="The same as `columns`.", alias_of="columns"),
        Parameter(name="where", type="SQL", description="Only rows for which this holds: a partial unique index."),
        Parameter(
            name="nullsNotDistinct",
            type="Boolean",
            default="false",
            description="Two nulls count as equal (PostgreSQL 15).",
        ),
        Parameter(name="deferrable", type="Deferrable", default="NO", description="When it is checked."),
        Parameter(name="name", type="String", description="Name of the constraint; `users_email_key` otherwise."),
    ),
    apply=apply,
    repeatable=True,
    example='type User @table @unique(columns: ["orgId", "email"]) {\n  id: ID! @primaryKey\n  orgId: UUID!\n'
    '  email: String! @unique(where: "org_id IS NOT NULL")\n}',
)
