"""`@pii`: personal data."""

from __future__ import annotations

from wesley.sdl.directive import Directive, Location, Place
from wesley.sdl.draft import Site
from wesley.sdl.use import Use


def apply(site: Site, _use: Use) -> None:
    """Note it."""
    site.facts.pii = True


PII = Directive(
    name="pii",
    description="The value is personal data: it tells who somebody is. Outputs say so.",
    locations=(Location.FIELD_DEFINITION,),
    apply=apply,
    place=Place.ANY,
    example="type User @table {\n  id: ID! @primaryKey\n  email: Email! @pii\n}",
)
