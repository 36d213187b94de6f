"""`@ignore`: left out."""

from __future__ import annotations

from wesley.sdl.directive import Directive, Location, Place
from wesley.sdl.draft import Site
from wesley.sdl.use import Use


def apply(site: Site, _use: Use) -> None:
    """Mark the type or the field. What else stands on it is not looked at (`uses.py`)."""
    if site.field is None:
        site.draft.ignored_types.add(site.definition.name)
    else:
        site.facts.ignored = True


IGNORE = Directive(
    name="ignore",
    description="The type or the field is left out of every output, whatever else is said of it.",
    locations=(Location.OBJECT, Location.FIELD_DEFINITION),
    apply=apply,
    place=Place.ANY,
    example="type User @table {\n  id: ID! @primaryKey\n  avatar: Image @ignore\n}\n\n"
    "type Image @ignore {\n  url: String!\n}",
)
