"""`@default`: the value when none is given."""

from __future__ import annotations

from wesley.sdl.columns.value_source import unfilled_column
from wesley.sdl.directive import Directive, Location, Parameter
from wesley.sdl.draft import Site
from wesley.sdl.lookup import expression
from wesley.sdl.rules.directive_argument import DIRECTIVE_ARGUMENT
from wesley.sdl.rules.directive_conflict import DIRECTIVE_CONFLICT
from wesley.sdl.use import Use
from wesley.sql.expression import Context


def apply(site: Site, use: Use) -> None:
    """Note the default; a literal becomes SQL when the column's type is final (`defaults.py`)."""
    value, sql = use.value("value"), use.value("expr")
    if value is not None and sql is not None:
        message = "@default has both `value` and `expr`"
        site.draft.report(DIRECTIVE_CONFLICT.code, message, use.origin, "keep one of them")
        return
    if value is None and sql is None:
        message = "@default needs `value`, which is not null, or `expr`"
        help_text = "`value` is a literal, `expr` is SQL; a column without default is null anyway"
        site.draft.report(DIRECTIVE_ARGUMENT.code, message, use.origin, help_text)
        return
    column = unfilled_column(site, use)
    if column is None:
        return
    column.default_value = value
    if sql is not None:
        column.default = expression(site.draft, None, sql, Context.DEFAULT)


DEFAULT = Directive(
    name="default",
    description="The value when none is given: a literal of the field's type, or SQL.",
    locations=(Location.FIELD_DEFINITION,),
    parameters=(
        Parameter(name="expr", type="SQL", description="A SQL expression, such as `now()`, without columns."),
        Parameter(
            name="value",
            type="JSON",
            description="A literal: a number, a string, true or false, an enum value, a list, an object for JSON.",
        ),
    ),
    apply=apply,
    example="enum Status { DRAFT LIVE }\n\ntype Post @table {\n  id: ID! @primaryKey\n"
    "  status: Status! @default(value: DRAFT)\n  views: Int! @default(value: 0)\n"
    '  at: DateTime! @default(expr: "now()")\n}',
)
