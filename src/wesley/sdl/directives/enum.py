"""`@enum`: how an enum is stored."""

from __future__ import annotations

from wesley.ir.api import EnumStorage
from wesley.sdl.columns.enums import default_enum_name
from wesley.sdl.directive import Directive, Location, Parameter, Place
from wesley.sdl.draft import Site
from wesley.sdl.rules.directive_conflict import DIRECTIVE_CONFLICT
from wesley.sdl.use import Use


def apply(site: Site, use: Use) -> None:
    """Choose storage and name."""
    enum = site.draft.enums[site.definition.name]
    enum.storage = EnumStorage(use.text("storage") or enum.storage)
    enum.name = use.text("name") or default_enum_name(site.draft, site.definition, enum.storage)
    enum.schema = use.text("schema") or enum.schema
    if enum.storage is not EnumStorage.CHECK:
        return
    for parameter in ("name", "schema"):
        if use.value(parameter) is not None:
            site.draft.report(
                DIRECTIVE_CONFLICT.code,
                f"`{parameter}` names a type or a table, and storage CHECK makes neither",
                use.origin_of(parameter),
                "take it away, or choose NATIVE or LOOKUP",
            )


ENUM = Directive(
    name="enum",
    description="How the values are stored. Only enums that a column uses make something in the database.",
    locations=(Location.ENUM,),
    parameters=(
        Parameter(
            name="storage",
            type="EnumStorage",
            description="NATIVE: CREATE TYPE; CHECK: text with a CHECK; LOOKUP: a table of the values and a foreign "
            "key. `enums.storage` otherwise.",
        ),
        Parameter(name="name", type="String", description="Name of the type or the table."),
        Parameter(name="schema", type="String", description="PostgreSQL schema; `postgres.schema` otherwise."),
    ),
    apply=apply,
    place=Place.ANY,
    example="enum Priority @enum(storage: LOOKUP) {\n  LOW\n  HIGH\n}\n\n"
    "type Task @table {\n  id: ID! @primaryKey\n  priority: Priority!\n}",
)
