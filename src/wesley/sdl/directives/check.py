"""`@check`: what must hold for every row."""

from __future__ import annotations

from wesley.ir.constraint import Check
from wesley.sdl.directive import Directive, Location, Parameter
from wesley.sdl.draft import Site
from wesley.sdl.lookup import expression
from wesley.sdl.names import default_name
from wesley.sdl.use import Use
from wesley.sql.expression import Context


def apply(site: Site, use: Use) -> None:
    """Add the constraint."""
    condition = expression(site.draft, site.table, use.values["expr"], Context.CHECK)
    if condition is None:
        return
    table = site.table
    # PostgreSQL names a check after its column when it names just one (ChooseConstraintName, measured on 15).
    parts = (table.name, *condition.columns) if len(condition.columns) == 1 else (table.name,)
    name = use.text_or("name", table.new_name(default_name(*parts, suffix="check")))
    table.checks.append(Check(name=name, expression=condition, origin=use.origin))


CHECK = Directive(
    name="check",
    description="What must hold for every row: a SQL expression over database names.",
    locations=(Location.FIELD_DEFINITION, Location.OBJECT),
    parameters=(
        Parameter(name="expr", type="SQL!", description="The condition."),
        Parameter(name="name", type="String", description="Name of the constraint; `orders_total_check` otherwise."),
    ),
    apply=apply,
    repeatable=True,
    example='type Order @table {\n  id: ID! @primaryKey\n  total: Decimal! @check(expr: "total >= 0")\n}',
)
