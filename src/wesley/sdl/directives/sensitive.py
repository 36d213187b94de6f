"""`@sensitive`: a value that must not be shown."""

from __future__ import annotations

from wesley.sdl.directive import Directive, Location, Place
from wesley.sdl.draft import Site
from wesley.sdl.use import Use


def apply(site: Site, _use: Use) -> None:
    """Note it."""
    site.facts.sensitive = True


SENSITIVE = Directive(
    name="sensitive",
    description="The value is a secret: outputs say so, and no example or log may show it.",
    locations=(Location.FIELD_DEFINITION,),
    apply=apply,
    place=Place.ANY,
    example="type User @table {\n  id: ID! @primaryKey\n  passwordHash: String! @sensitive\n}",
)
