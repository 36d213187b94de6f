"""`@uid`: an identity that outlives names."""

from __future__ import annotations

from msgspec.structs import replace

from wesley.ir.api import NO_HINTS
from wesley.sdl.directive import Directive, Location, Parameter, Place
from wesley.sdl.draft import Site
from wesley.sdl.rules.directive_place import DIRECTIVE_PLACE
from wesley.sdl.use import Use


def apply(site: Site, use: Use) -> None:
    """Note it."""
    draft, name, value = site.draft, site.definition.name, use.text("value")
    if site.field is None:
        draft.hints[name] = replace(draft.hints.get(name, NO_HINTS), uid=value)
    elif site.column is None:
        message = "@uid is about a column, and this field has none"
        draft.report(DIRECTIVE_PLACE.code, message, use.origin, "take it away: a relation is renamed freely")
    else:
        site.facts.hints = replace(site.facts.hints, uid=value)


UID = Directive(
    name="uid",
    description="A stable identity: a table or a column that keeps it may change its name, and the rename is seen.",
    locations=(Location.OBJECT, Location.FIELD_DEFINITION),
    parameters=(
        Parameter(name="value", type="String!", description="Any text; one for each table, and one for each column."),
    ),
    apply=apply,
    place=Place.RELATION,
    example='type Customer @table @uid(value: "customer") {\n  id: ID! @primaryKey\n'
    '  fullName: String! @uid(value: "customer.name")\n}',
)
