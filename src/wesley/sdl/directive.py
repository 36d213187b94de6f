"""What a directive is: its definition in the schema language, and what a use of it adds to the draft."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from msgspec import Struct

from wesley.sdl.draft import Site
from wesley.sdl.use import Use


class Location(StrEnum):
    """Where a directive may stand (GraphQL specification, section 3.13, TypeSystemDirectiveLocation)."""

    SCALAR = "SCALAR"
    OBJECT = "OBJECT"
    FIELD_DEFINITION = "FIELD_DEFINITION"
    ENUM = "ENUM"
    ENUM_VALUE = "ENUM_VALUE"


class Place(StrEnum):
    """What a type must be for a directive to mean something on it or on its fields."""

    TABLE = "a type with @table"
    RELATION = "a type with @table or @view"
    ANY = "any type"


class Parameter(Struct, frozen=True, kw_only=True):
    """An argument that a directive takes.

    Args:
        name: its name.
        type: GraphQL type, such as `[String!]!`; `SQL` and `JSON` are scalars, closed sets are enums.
        default: literal in the schema language; empty when there is none.
        description: one sentence, or a part of one.
        alias_of: the parameter that this is another spelling of; empty for a canonical one.
    """

    name: str
    type: str
    default: str = ""
    description: str
    alias_of: str = ""


class Directive(Struct, frozen=True, kw_only=True):
    """A directive.

    Args:
        name: canonical name without `@`.
        description: what it says, in a sentence or two.
        locations: where it may stand.
        parameters: its arguments, in the order of the reference.
        apply: adds what one use means to the draft; called for every use in the order of `ALL`, then of the sources.
        repeatable: may stand several times at one place.
        aliases: other names that are accepted.
        place: what the type must be that it stands on or in.
        example: schema text that compiles and shows it.
    """

    name: str
    description: str
    locations: tuple[Location, ...]
    parameters: tuple[Parameter, ...] = ()
    apply: Callable[[Site, Use], None]
    repeatable: bool = False
    aliases: tuple[str, ...] = ()
    place: Place = Place.TABLE
    example: str
