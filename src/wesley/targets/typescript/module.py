"""The module as a whole."""

from __future__ import annotations

import re

from wesley.config.settings import Settings
from wesley.ir.schema import Schema
from wesley.targets.typescript import declarations, inputs
from wesley.targets.typescript.database import database
from wesley.targets.typescript.rows import hidden_types, table_types
from wesley.targets.typescript.text import HEADER
from wesley.targets.typescript.types import Types
from wesley.targets.wire.names import allocate
from wesley.targets.wire.rows import row_types
from wesley.targets.wire.values import Vocabulary


def module(schema: Schema, settings: Settings) -> str:
    """The text of the TypeScript module.

    The code names no global type, so that a type of the schema may be called `Array`, `Date` or `Record`.
    """
    types, vocabulary = Types(schema, allocate(schema)), Vocabulary(schema)
    rows = row_types(schema, settings)
    lines: list[str] = []
    for enum in schema.api.enums:
        lines += declarations.enum_type(enum, types, const=settings.types.enums == "const")
    for interface in schema.api.interfaces:
        lines += declarations.object_type(interface, types)
    hidden = hidden_types(schema)
    for row_type in rows:
        lines += table_types(row_type, types, hidden)
    for object_type in schema.api.objects:
        if object_type.relation is None:
            lines += declarations.object_type(object_type, types)
    for union in schema.api.unions:
        lines += declarations.union_type(union, types)
    for input_type in schema.api.inputs:
        lines += inputs.input_type(input_type, types, vocabulary)
    lines += inputs.operations(schema, types, vocabulary)
    lines += database(schema, types, rows, vocabulary)
    body = "\n".join(lines) + "\n"
    return "\n".join([HEADER, *_aliases(schema, types, body), body])


def _aliases(schema: Schema, types: Types, body: str) -> list[str]:
    """The scalars, and the types of JSON where something uses them."""
    lines = [
        line
        for scalar in schema.api.scalars
        if scalar.name in types.names.types
        for line in declarations.scalar_alias(scalar, types)
    ]
    used = re.search(rf"\b(?:{types.names.json}|{types.names.json_value})\b", "\n".join([*lines, body]))
    json = declarations.json_types(types) if used else []
    return [*lines, *([""] if lines else []), *json]
