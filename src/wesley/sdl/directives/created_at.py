"""`@createdAt`: when the row was inserted."""

from __future__ import annotations

from wesley.sdl.columns.timestamps import default_to_now, moment_column
from wesley.sdl.directive import Directive, Location
from wesley.sdl.draft import Site
from wesley.sdl.use import Use


def apply(site: Site, use: Use) -> None:
    """Default to the time of the transaction, unless a default is given; no application changes it later."""
    column = moment_column(site, use)
    if column is not None:
        default_to_now(column, use.origin)
        site.facts.readonly = True


CREATED_AT = Directive(
    name="createdAt",
    description="When the row was inserted: `DEFAULT now()` unless @default says otherwise, never updated.",
    locations=(Location.FIELD_DEFINITION,),
    apply=apply,
    example="type Post @table {\n  id: ID! @primaryKey\n  createdAt: DateTime! @createdAt\n}",
)
