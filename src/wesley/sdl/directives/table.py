"""`@table`: the type is a table."""

from __future__ import annotations

from wesley.sdl.directive import Directive, Location, Parameter, Place
from wesley.sdl.draft import Site
from wesley.sdl.start import table
from wesley.sdl.use import Use


def apply(site: Site, use: Use) -> None:
    """Make the draft of the table."""
    draft = table(site.draft, site.definition)
    draft.name = use.text_or("name", draft.name)
    draft.schema = use.text_or("schema", draft.schema)
    draft.managed = use.flag("managed")


TABLE = Directive(
    name="table",
    description="The type is a table; each field that holds a value is a column.",
    locations=(Location.OBJECT,),
    parameters=(
        Parameter(name="name", type="String", description="Name in the database; the plural in snake_case otherwise."),
        Parameter(name="schema", type="String", description="PostgreSQL schema; `postgres.schema` otherwise."),
        Parameter(
            name="managed",
            type="Boolean",
            default="true",
            description="False for a table that something else creates: it can be referred to and has types.",
        ),
    ),
    apply=apply,
    place=Place.ANY,
    example='type User @table(name: "accounts", schema: "app") {\n  id: ID! @primaryKey\n}',
)
