"""`@updatedAt`: when the row was last written."""

from __future__ import annotations

from wesley.ir.routine import TriggerEvent
from wesley.sdl.columns.row_triggers import add_row_trigger
from wesley.sdl.columns.timestamps import default_to_now, moment_column
from wesley.sdl.directive import Directive, Location
from wesley.sdl.draft import Site
from wesley.sdl.names import NAME_BYTES, default_name
from wesley.sdl.rules.directive_conflict import DIRECTIVE_CONFLICT
from wesley.sdl.use import Use
from wesley.sql.text import quote_identifier


def apply(site: Site, use: Use) -> None:
    """Default to the time of the transaction, and let a trigger write it in every UPDATE.

    The trigger overwrites what an UPDATE gives, so that the column says when the row was written whoever wrote it. What
    an INSERT gives stays: copied rows keep their history.
    """
    column = moment_column(site, use)
    if column is None:
        return
    if site.field is not None and any(one.name.endswith("createdAt") for one in site.field.directives):
        message = "@createdAt and @updatedAt stand on one field"
        site.draft.report(DIRECTIVE_CONFLICT.code, message, use.origin, "a field is one of the two")
        return
    default_to_now(column, use.origin)
    site.facts.computed = True
    name = f"set_{column.name}"
    add_row_trigger(
        site.draft,
        site.table,
        name=name if len(name.encode()) <= NAME_BYTES else default_name(column.name, suffix="set"),
        assignment=f"NEW.{quote_identifier(column.name)} := now();",
        events=(TriggerEvent.UPDATE,),
        origin=use.origin,
    )


UPDATED_AT = Directive(
    name="updatedAt",
    description="When the row was last written: `DEFAULT now()`, and a trigger that sets it in every UPDATE, whatever "
    "the UPDATE says.",
    locations=(Location.FIELD_DEFINITION,),
    apply=apply,
    example="type Post @table {\n  id: ID! @primaryKey\n  updatedAt: DateTime! @updatedAt\n}",
)
