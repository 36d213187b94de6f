"""`@computed`: the database computes it."""

from __future__ import annotations

from wesley.ir.column import Generated
from wesley.ir.expression import Expression
from wesley.ir.routine import TriggerEvent
from wesley.sdl.columns.row_triggers import add_row_trigger
from wesley.sdl.columns.value_source import unfilled_column
from wesley.sdl.directive import Directive, Location, Parameter
from wesley.sdl.draft import Site, TableDraft
from wesley.sdl.language.document import Value
from wesley.sdl.lookup import expression
from wesley.sdl.names import default_name
from wesley.sdl.rules.directive_argument import DIRECTIVE_ARGUMENT
from wesley.sdl.rules.sql_syntax import SQL_SYNTAX
from wesley.sdl.use import Use
from wesley.sql.error import SqlError
from wesley.sql.expression import Context, parse_expression
from wesley.sql.qualify import qualified_for_row
from wesley.sql.text import quote_identifier


def apply(site: Site, use: Use) -> None:
    """Make it a generated column, or one that a trigger fills before each row is stored."""
    sql = use.value("expr")
    if sql is None:
        site.draft.report(DIRECTIVE_ARGUMENT.code, "@computed needs `expr`", use.origin)
        return
    column = unfilled_column(site, use)
    if column is None:
        return
    mode = use.text("mode")
    context = Context.TRIGGER if mode == "TRIGGER" else Context.GENERATED
    way_out = "" if mode == "TRIGGER" else _way_out(site.table, sql)
    found = expression(site.draft, site.table, sql, context, help_text=way_out)
    site.facts.computed = True
    if found is None:
        return
    column.computed = found
    if mode == "TRIGGER":
        _add_trigger(site, sql, found, column.name)
    else:
        column.generated = Generated(expression=found, stored=mode == "STORED")


def _way_out(table: TableDraft, sql: Value) -> str:
    """The proposal of a trigger, where it would help."""
    try:
        parse_expression(str(sql.value), Context.TRIGGER, table=table.name)
    except SqlError:
        return ""
    return "`mode: TRIGGER` computes it when a row is written, with any function"


def _add_trigger(site: Site, sql: Value, found: Expression, column: str) -> None:
    table = site.table
    try:
        value = qualified_for_row(found.sql, "new", table.name)
    except SqlError as error:
        site.draft.report(SQL_SYNTAX.code, error.message, sql.origin)
        return
    add_row_trigger(
        site.draft,
        table,
        name=default_name(table.name, column, suffix="compute"),
        assignment=f"NEW.{quote_identifier(column)} := {value};",
        events=(TriggerEvent.INSERT, TriggerEvent.UPDATE),
        origin=sql.origin,
    )


COMPUTED = Directive(
    name="computed",
    description="The database computes it from other columns of the row; applications only read it.",
    locations=(Location.FIELD_DEFINITION,),
    parameters=(
        Parameter(
            name="expr",
            type="SQL",
            description="The expression, over database names. A trigger's finds only what is built in, or written with "
            "its schema.",
        ),
        Parameter(name="expression", type="SQL", description="The same as `expr`.", alias_of="expr"),
        Parameter(
            name="mode",
            type="ComputedMode",
            default="STORED",
            description="STORED and VIRTUAL (PostgreSQL 18) are generated columns and need immutable expressions; "
            "TRIGGER is for all others and computes when a row is inserted or updated.",
        ),
    ),
    apply=apply,
    example="type Order @table {\n  id: ID! @primaryKey\n  net: Int!\n"
    '  gross: Int! @computed(expr: "net * 119 / 100")\n'
    '  seenAt: DateTime @computed(expr: "clock_timestamp()", mode: TRIGGER)\n}',
)
