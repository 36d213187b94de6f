"""Input types, the arguments of fields, and the operations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wesley.ir.api import InputType, InputValue, Operation, OperationKind
from wesley.ir.schema import Schema
from wesley.targets.typescript.text import block, deprecation, doc, key
from wesley.targets.typescript.types import Types
from wesley.targets.wire.names import fields_with_arguments
from wesley.targets.wire.values import Vocabulary


def input_type(declared: InputType, types: Types, vocabulary: Vocabulary) -> list[str]:
    """An input type; with `@oneOf` a union of objects that have one property each."""
    name = types.names.types[declared.name]
    head = doc("", declared.description)
    if not declared.one_of:
        return [*head, *block(f"export interface {name} ", _inputs(declared.fields, types, vocabulary)), ""]
    lines = [f"export type {name} ="]
    for chosen in declared.fields:
        lines += doc("  ", chosen.description, deprecation(chosen.deprecated))
        lines.append(f"  | {{ {'; '.join(_one_of(declared, chosen, types, vocabulary))} }}")
    return [*head, *lines, ""]


def _one_of(declared: InputType, chosen: InputValue, types: Types, vocabulary: Vocabulary) -> Iterator[str]:
    for field in declared.fields:
        if field is chosen:
            text = types.written(vocabulary.of_field(field.type)).removesuffix(" | null")
            yield f"{key(field.name)}: {text}"
        else:
            yield f"{key(field.name)}?: never"


def _inputs(fields: Iterable[InputValue], types: Types, vocabulary: Vocabulary) -> list[str]:
    lines = []
    for field in fields:
        text = types.written(vocabulary.of_field(field.type))
        lines += doc("  ", field.description, deprecation(field.deprecated))
        if is_optional(field):
            lines.append(f"  {key(field.name)}?: {text} | undefined")
        else:
            lines.append(f"  {key(field.name)}: {text}")
    return lines


def is_optional(field: InputValue) -> bool:
    """True when a client may leave it out."""
    return field.default is not None or not field.type.non_null


def operations(schema: Schema, types: Types, vocabulary: Vocabulary) -> list[str]:
    """Arguments of all fields, and what the operations answer."""
    lines: list[str] = []
    for place, _, arguments in fields_with_arguments(schema):
        head = f"export interface {types.names.arguments[place]} "
        lines += [*block(head, _inputs(arguments, types, vocabulary)), ""]
    for kind in OperationKind:
        of_kind = [operation for operation in schema.api.operations if operation.kind is kind]
        if of_kind:
            lines += [*block(f"export interface {types.names.roots[kind]} ", _answers(of_kind, types)), ""]
    return lines


def _answers(of_kind: Iterable[Operation], types: Types) -> list[str]:
    lines = []
    for operation in of_kind:
        lines += doc("  ", operation.description, deprecation(operation.deprecated))
        lines.append(f"  {key(operation.name)}: {types.output(operation.type)}")
    return lines
