"""`@backfill`: how a new column of a filled table is filled."""

from __future__ import annotations

from wesley.ir.api import Backfill
from wesley.sdl.directive import Directive, Location, Parameter
from wesley.sdl.draft import Site
from wesley.sdl.lookup import expression
from wesley.sdl.rules.directive_argument import DIRECTIVE_ARGUMENT
from wesley.sdl.rules.directive_conflict import DIRECTIVE_CONFLICT
from wesley.sdl.rules.directive_place import DIRECTIVE_PLACE
from wesley.sdl.use import Use
from wesley.sql.expression import Context


def apply(site: Site, use: Use) -> None:
    """Note it for the planner."""
    draft, column = site.draft, site.column
    if column is None:
        draft.report(DIRECTIVE_PLACE.code, "@backfill fills a column, and this field has none", use.origin)
        return
    if column.generated is not None or site.facts.computed:
        message = "@backfill on a column that the database computes itself"
        draft.report(DIRECTIVE_CONFLICT.code, message, use.origin, "take @backfill away")
        return
    batch = use.integer("batch") or 0
    if batch < 1:
        draft.report(DIRECTIVE_ARGUMENT.code, "`batch` of @backfill is at least 1 row", use.origin_of("batch"))
        return
    found = expression(draft, site.table, use.values["expr"], Context.BACKFILL)
    if found is not None:
        site.facts.backfill = Backfill(expression=found, batch=batch)


BACKFILL = Directive(
    name="backfill",
    description="How the rows that are there get a value when the column is new: in batches, outside the DDL.",
    locations=(Location.FIELD_DEFINITION,),
    parameters=(
        Parameter(name="expr", type="SQL!", description="The value of a row, from its other columns."),
        Parameter(name="batch", type="Int", default="5000", description="Rows that are filled at a time."),
    ),
    apply=apply,
    example="type User @table {\n  id: ID! @primaryKey\n  email: String!\n"
    "  handle: String! @backfill(expr: \"split_part(email, '@', 1)\")\n}",
)
