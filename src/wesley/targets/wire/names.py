"""The TypeScript name of everything that has one: unique, and no word of the language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

from msgspec import Struct

from wesley.ir.api import (
    EnumType,
    InputType,
    InputValue,
    InterfaceType,
    ObjectType,
    OperationKind,
    ScalarType,
    UnionType,
)
from wesley.ir.schema import Schema
from wesley.memory.memory import Memory, recall

# What cannot name a type or a constant in a module: reserved words (ECMAScript, section 12.7.2, strict mode and
# modules included), names of TypeScript's own types, and globals that cannot be declared anew.
RESERVED = frozenset(
    re.findall(
        r"\w+",
        """
        await break case catch class const continue debugger default delete do else enum export extends false finally
        for function if import in instanceof new null return super switch this throw true try typeof var void while
        with yield let static implements interface package private protected public arguments eval
        any bigint boolean never number object string symbol undefined unknown
        NaN Infinity globalThis exports require module
        """,
    )
)

NamedType: TypeAlias = ObjectType | InterfaceType | UnionType | InputType | EnumType | ScalarType

BUILT_IN = frozenset({"String", "Int", "Float", "Boolean"})
"""Scalars that TypeScript has words for; all others get an alias."""


class TableNames(Struct, frozen=True):
    """The names of the types of one table or view."""

    row: str
    insert: str
    update: str
    relations: str


class Names(Struct, frozen=True):
    """The TypeScript names of a schema.

    Args:
        types: by the GraphQL name of a type, enum, input, interface, union or scalar; root types too, where no other
            type has their name.
        tables: by the GraphQL name of an object type that stands for a table or view.
        roots: of the maps of operations.
        arguments: by the places of `fields_with_arguments`.
        json, json_value: any JSON, and JSON other than null.
        database: the map for supabase-js.
        mentioned: by the GraphQL name of an object type, the names that texts about it can hold.
    """

    types: dict[str, str]
    tables: dict[str, TableNames]
    roots: dict[OperationKind, str]
    arguments: dict[tuple[str, str], str]
    json: str
    json_value: str
    database: str
    mentioned: dict[str, tuple[object, ...]]


class _Claims:
    def __init__(self) -> None:
        self._taken = set(RESERVED)

    def claim(self, wanted: str) -> str:
        """The wanted name, with as many `_` behind it as make it free."""
        while wanted in self._taken:
            wanted += "_"
        self._taken.add(wanted)
        return wanted


def allocate(schema: Schema, memory: Memory | None = None) -> Names:
    """Give out the names: first to what the schema names itself, then to what is made of it.

    Args:
        schema: a valid schema.
        memory: of the names of this very schema.
    """
    return recall(memory, "names", (schema,), lambda: _allocated(schema))


def _allocated(schema: Schema) -> Names:
    api, claims = schema.api, _Claims()
    aliases = [scalar for scalar in api.scalars if scalar.name not in BUILT_IN]
    named: list[NamedType] = [*api.objects, *api.interfaces, *api.unions, *api.inputs, *api.enums, *aliases]
    types = {element.name: claims.claim(element.name) for element in named}
    tables = {
        object_type.name: TableNames(
            *(claims.claim(object_type.name + part) for part in ("Row", "Insert", "Update", "Relations"))
        )
        for object_type in api.objects
        if object_type.relation is not None
    }
    roots = {kind: claims.claim(kind.value.capitalize()) for kind in OperationKind}
    types = {name: name_of for kind, name_of in roots.items() for name in [kind.value.capitalize()]} | types
    arguments = _arguments(schema, claims)
    json, json_value = claims.claim("Json"), claims.claim("NonNullJson")
    return Names(
        types=types,
        tables=tables,
        roots=roots,
        arguments=arguments,
        json=json,
        json_value=json_value,
        database=claims.claim("Database"),
        mentioned={one.name: (tables.get(one.name), json, json_value, *_own(one, types)) for one in api.objects},
    )


def _own(object_type: ObjectType, types: dict[str, str]) -> list[str | None]:
    return [types[object_type.name], *[types.get(field.type.name) for field in object_type.fields]]


def _arguments(schema: Schema, claims: _Claims) -> dict[tuple[str, str], str]:
    return {place: claims.claim(wanted) for place, wanted, _ in fields_with_arguments(schema)}


def fields_with_arguments(schema: Schema) -> Iterator[tuple[tuple[str, str], str, tuple[InputValue, ...]]]:
    """The fields that take arguments: the place of each, the name that its arguments want, and these.

    The place is the kind of operation (or the name of the type) and the name of the field.
    """
    for operation in schema.api.operations:
        if operation.arguments:
            # No type has a name with a blank.
            place = (f"{operation.kind.value} operation", operation.name)
            yield place, _wanted(operation.kind.value.capitalize(), operation.name), operation.arguments
    holders: list[ObjectType | InterfaceType] = [*schema.api.objects, *schema.api.interfaces]
    for holder in holders:
        for field in holder.fields:
            if field.arguments:
                yield (holder.name, field.name), _wanted(holder.name, field.name), field.arguments


def _wanted(holder: str, field: str) -> str:
    return f"{holder}{field[:1].upper()}{field[1:]}Args"
