"""`@renamedFrom`: what it was called before."""

from __future__ import annotations

from msgspec.structs import replace

from wesley.ir.api import NO_HINTS
from wesley.sdl.directive import Directive, Location, Parameter, Place
from wesley.sdl.draft import EnumDraft, Site
from wesley.sdl.rules.directive_place import DIRECTIVE_PLACE
from wesley.sdl.use import Use
from wesley.sql.text import qualified


def apply(site: Site, use: Use) -> None:
    """Note it for the planner."""
    enum = site.draft.enums.get(site.definition.name)
    if enum is not None and enum.used:
        _enum(site, use, enum)
    elif site.field is not None and site.definition.name in site.draft.tables and site.column is not None:
        if _without_schema(site, use, "column"):
            site.facts.hints = replace(site.facts.hints, renamed_from=use.text("name"))
    elif site.field is None and site.definition.name in site.draft.tables:
        hints = site.draft.hints.get(site.definition.name, NO_HINTS)
        old = qualified(use.text("schema") or site.table.schema, use.text("name") or "")
        site.draft.hints[site.definition.name] = replace(hints, renamed_from=old)
    else:
        _nothing_to_rename(site, use)


def _enum(site: Site, use: Use, enum: EnumDraft) -> None:
    if site.value is not None:
        if _without_schema(site, use, "value of an enum"):
            hints = enum.value_hints.get(site.value.name, NO_HINTS)
            enum.value_hints[site.value.name] = replace(hints, renamed_from=use.text("name"))
    elif enum.has_relation:
        old = qualified(use.text("schema") or enum.schema, use.text("name") or "")
        enum.hints = replace(enum.hints, renamed_from=old)
    else:
        _nothing_to_rename(site, use)


def _nothing_to_rename(site: Site, use: Use) -> None:
    message = "@renamedFrom is about a name in the database, and this has none"
    site.draft.report(DIRECTIVE_PLACE.code, message, use.origin, "take it away: what no column holds is renamed freely")


def _without_schema(site: Site, use: Use, kind: str) -> bool:
    if use.value("schema") is None:
        return True
    site.draft.report(DIRECTIVE_PLACE.code, f"a {kind} lives in no schema of its own", use.origin_of("schema"))
    return False


RENAMED_FROM = Directive(
    name="renamedFrom",
    description="The name that it had in the database before, so that a migration renames it and loses nothing.",
    locations=(Location.OBJECT, Location.FIELD_DEFINITION, Location.ENUM, Location.ENUM_VALUE),
    parameters=(
        Parameter(
            name="name",
            type="String!",
            description="The former name in the database: of a table, column, enum type or stored value.",
        ),
        Parameter(name="schema", type="String", description="The schema that a table or enum lived in; the same one."),
    ),
    apply=apply,
    place=Place.ANY,
    example='type Customer @table @renamedFrom(name: "clients") {\n  id: ID! @primaryKey\n'
    '  fullName: String! @renamedFrom(name: "name")\n}',
)
