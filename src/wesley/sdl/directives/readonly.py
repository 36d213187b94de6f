"""`@readonly`: written once."""

from __future__ import annotations

from wesley.sdl.columns.value_source import own_column
from wesley.sdl.directive import Directive, Location
from wesley.sdl.draft import Site
from wesley.sdl.use import Use


def apply(site: Site, use: Use) -> None:
    """Leave the field out of what applications may update."""
    if own_column(site, use) is not None:
        site.facts.readonly = True


READONLY = Directive(
    name="readonly",
    description="Applications write it once and never change it: no Update type has it, and no role may update it.",
    locations=(Location.FIELD_DEFINITION,),
    apply=apply,
    example="type Order @table {\n  id: ID! @primaryKey\n  number: String! @readonly\n}",
)
