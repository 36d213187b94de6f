"""Scalars, enums, object and interface types, unions: what the schema declares and no table stands for."""

from __future__ import annotations

from collections.abc import Iterable

from wesley.ir.api import EnumType, Field, InterfaceType, ObjectType, ScalarType, UnionType
from wesley.targets.typescript.text import block, deprecation, doc, key, literal
from wesley.targets.typescript.types import Types, enum_literals


def scalar_alias(scalar: ScalarType, types: Types) -> list[str]:
    """A scalar as a type alias."""
    alias = f"export type {types.names.types[scalar.name]} = {types.scalar_alias(scalar)}"
    return [*doc("", scalar.description), alias]


def json_types(types: Types) -> list[str]:
    """The types of JSON, with and without null at the top."""
    json, value = types.names.json, types.names.json_value
    return [
        *doc("", "Any JSON."),
        f"export type {json} = {value} | null",
        "",
        *doc("", "Any JSON but null: writing null to a column stores SQL NULL."),
        f"export type {value} = string | number | boolean | {json}[] | {{ [key: string]: {json} }}",
        "",
    ]


def enum_type(enum: EnumType, types: Types, *, const: bool) -> list[str]:
    """An enum: the values are those that are stored, the keys are the names of the schema.

    Args:
        enum: the enum.
        types: knows its name.
        const: True for an object and its type, False for a union of literals.
    """
    name = types.names.types[enum.name]
    head = doc("", enum.description)
    if not const:
        return [*head, f"export type {name} = {' | '.join(enum_literals(enum)) or 'never'}", ""]
    lines = []
    for value in enum.values:
        lines += doc("  ", value.description, deprecation(value.deprecated))
        lines.append(f"  {key(value.name)}: {literal(value.stored)},")
    lines = block(f"export const {name} = ", lines, "} as const")
    return [*head, *lines, f"export type {name} = (typeof {name})[keyof typeof {name}]", ""]


def object_type(declared: ObjectType | InterfaceType, types: Types) -> list[str]:
    """An object type that is no table, or an interface type."""
    lines = _fields(declared.fields, types)
    return [*doc("", declared.description), *block(f"export interface {types.names.types[declared.name]} ", lines), ""]


def _fields(fields: Iterable[Field], types: Types) -> list[str]:
    lines = []
    for field in fields:
        lines += doc("  ", field.description, deprecation(field.deprecated))
        lines.append(f"  {key(field.name)}: {types.output(field.type)}")
    return lines


def union_type(union: UnionType, types: Types) -> list[str]:
    """A union, told apart by `__typename`: the name of the member in the schema.

    The property is in the union and not in its members, because a server sends it only where it is asked for, and a
    union is of no use without it.
    """
    members = [
        f"  | ({{ __typename: {literal(member)} }} & {types.names.types[member]})"
        for member in union.members
        if member in types.names.types
    ]
    head = f"export type {types.names.types[union.name]} ="
    lines = [head, *members] if members else [f"{head} never"]
    return [*doc("", union.description), *lines, ""]
