"""The module as a whole."""

from __future__ import annotations

import re
from functools import partial

from wesley.config.settings import Settings
from wesley.ir.schema import Schema
from wesley.memory.memory import Memory, recall
from wesley.targets.typescript import declarations, inputs
from wesley.targets.typescript.database import database
from wesley.targets.typescript.rows import hidden_types, table_types, targets
from wesley.targets.typescript.text import HEADER
from wesley.targets.typescript.types import Types
from wesley.targets.wire.names import allocate
from wesley.targets.wire.rows import row_types
from wesley.targets.wire.values import Vocabulary


def module(schema: Schema, settings: Settings, memory: Memory | None = None) -> str:
    """The text of the TypeScript module.

    The code names no global type, so that a type of the schema may be called `Array`, `Date` or `Record`.

    Args:
        schema: a valid schema.
        settings: the spelling of keys and enums.
        memory: of the texts about tables that did not change.
    """
    types, vocabulary = Types(schema, allocate(schema, memory)), Vocabulary(schema)
    rows = row_types(schema, settings, memory)
    lines: list[str] = []
    for enum in schema.api.enums:
        lines += declarations.enum_type(enum, types, const=settings.types.enums == "const")
    for interface in schema.api.interfaces:
        lines += declarations.object_type(interface, types)
    hidden = hidden_types(schema)
    for row_type in rows:
        key = ("types", hidden.intersection(targets(row_type)), types.names.mentioned[row_type.object_type.name])
        lines += recall(memory, key, (row_type,), partial(table_types, row_type, types, hidden))
    for object_type in schema.api.objects:
        if object_type.relation is None:
            lines += declarations.object_type(object_type, types)
    for union in schema.api.unions:
        lines += declarations.union_type(union, types)
    for input_type in schema.api.inputs:
        lines += inputs.input_type(input_type, types, vocabulary)
    lines += inputs.operations(schema, types, vocabulary)
    lines += database(schema, types, rows, vocabulary, memory)
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
    texts = ("\n".join(lines), body)
    used = any(_mentions(text, name) for name in (types.names.json, types.names.json_value) for text in texts)
    json = declarations.json_types(types) if used else []
    return [*lines, *([""] if lines else []), *json]


def _mentions(text: str, name: str) -> bool:
    # Looking for the bare text first is ten times as fast, and mostly enough.
    return name in text and re.search(rf"\b{name}\b", text) is not None
