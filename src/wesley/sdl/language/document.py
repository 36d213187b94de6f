"""The schema language's own tree: what was written, type extensions merged, each node with its place.

It is small and frozen, and it knows no parser library: a faster reader can take graphql-core's place behind it.
"""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Any

from msgspec import Struct

from wesley.ir.api import TypeRef
from wesley.ir.origin import NOWHERE, Origin


class ValueKind(StrEnum):
    """The kinds of literal of GraphQL (specification, section 2.9)."""

    NULL = "null"
    BOOLEAN = "Boolean"
    INT = "Int"
    FLOAT = "Float"
    STRING = "String"
    ENUM = "enum value"
    LIST = "list"
    OBJECT = "object"


class Value(Struct, frozen=True, kw_only=True):
    """A literal.

    Args:
        kind: what it is.
        value: as Python: None, bool, str (strings, enum values, and numbers as they were written),
            a tuple of `Value` for a list, a tuple of `(name, Value)` for an object.
        origin: where it was written.
        verbatim: True for a string between single quotes in which every character stands for itself, so that an
            offset into the string is an offset into the source.
    """

    kind: ValueKind
    value: Any
    origin: Origin = NOWHERE
    verbatim: bool = False

    def json(self) -> str:
        """The value as JSON text; numbers digit by digit as they were written, enum values as strings."""
        match self.kind:
            case ValueKind.LIST:
                return f"[{', '.join(item.json() for item in self.value)}]"
            case ValueKind.OBJECT:
                return f"{{{', '.join(f'{json.dumps(name)}: {item.json()}' for name, item in self.value)}}}"
            case ValueKind.INT | ValueKind.FLOAT:  # GraphQL and JSON write numbers alike
                return str(self.value)
            case _:
                return json.dumps(self.value, ensure_ascii=False)


class Argument(Struct, frozen=True):
    """`name: value` in the use of a directive."""

    name: str
    value: Value
    origin: Origin


class DirectiveUse(Struct, frozen=True):
    """`@name(arguments)` as it was written."""

    name: str
    arguments: tuple[Argument, ...]
    origin: Origin


class InputValueDefinition(Struct, frozen=True, kw_only=True):
    """An argument of a field or directive, or a field of an input type."""

    name: str
    type: TypeRef
    default: Value | None = None
    directives: tuple[DirectiveUse, ...] = ()
    description: str | None = None
    origin: Origin


class FieldDefinition(Struct, frozen=True, kw_only=True):
    """A field of an object or interface type."""

    name: str
    type: TypeRef
    type_origin: Origin
    arguments: tuple[InputValueDefinition, ...] = ()
    directives: tuple[DirectiveUse, ...] = ()
    description: str | None = None
    origin: Origin


class EnumValueDefinition(Struct, frozen=True, kw_only=True):
    """A value of an enum."""

    name: str
    directives: tuple[DirectiveUse, ...] = ()
    description: str | None = None
    origin: Origin


class Kind(StrEnum):
    """The kinds of type of GraphQL, by the word that defines them."""

    SCALAR = "scalar"
    OBJECT = "type"
    INTERFACE = "interface"
    UNION = "union"
    ENUM = "enum"
    INPUT = "input"


class TypeDefinition(Struct, frozen=True, kw_only=True):
    """A type with all its extensions; the collections of other kinds stay empty."""

    kind: Kind
    name: str
    fields: tuple[FieldDefinition, ...] = ()
    inputs: tuple[InputValueDefinition, ...] = ()
    values: tuple[EnumValueDefinition, ...] = ()
    members: tuple[str, ...] = ()
    interfaces: tuple[str, ...] = ()
    directives: tuple[DirectiveUse, ...] = ()
    description: str | None = None
    origin: Origin

    def field(self, name: str) -> FieldDefinition | None:
        """The field of this name, or None."""
        return next((field for field in self.fields if field.name == name), None)


class DirectiveDefinition(Struct, frozen=True, kw_only=True):
    """A directive that the schema itself declares."""

    name: str
    arguments: tuple[InputValueDefinition, ...]
    locations: tuple[str, ...]
    repeatable: bool
    origin: Origin


class Document(Struct, frozen=True, kw_only=True):
    """A whole schema, in the order of the sources.

    Args:
        types: every type that the schema defines.
        directives: directives that the schema declares itself.
        query, mutation, subscription: names of the root types; empty where the schema has none.
    """

    types: tuple[TypeDefinition, ...] = ()
    directives: tuple[DirectiveDefinition, ...] = ()
    query: str = "Query"
    mutation: str = "Mutation"
    subscription: str = "Subscription"

    def by_name(self) -> dict[str, TypeDefinition]:
        """The types by name."""
        return {definition.name: definition for definition in self.types}
