"""`@dbValue`: the text that the database holds for a value of an enum."""

from __future__ import annotations

from wesley.sdl.directive import Directive, Location, Parameter, Place
from wesley.sdl.draft import Site
from wesley.sdl.use import Use


def apply(site: Site, use: Use) -> None:
    """Set the stored text."""
    if site.value is not None:
        site.draft.enums[site.definition.name].stored[site.value.name] = use.text("name") or site.value.name


DB_VALUE = Directive(
    name="dbValue",
    description="The text that the database holds for this value.",
    locations=(Location.ENUM_VALUE,),
    parameters=(
        Parameter(name="name", type="String!", description="The stored text; the value's own name otherwise."),
    ),
    apply=apply,
    place=Place.ANY,
    example='enum Priority {\n  LOW @dbValue(name: "low")\n  HIGH @dbValue(name: "high")\n}\n\n'
    "type Task @table {\n  id: ID! @primaryKey\n  priority: Priority!\n}",
)
