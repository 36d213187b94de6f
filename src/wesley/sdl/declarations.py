"""Schemas that hold a copy of what `wesley directives` prints: it is for editors and no part of what they say."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from wesley.sdl.language.document import Document, Kind, TypeDefinition
from wesley.sdl.vocabulary import Vocabulary


def without_our_types(document: Document, vocabulary: Vocabulary) -> Document:
    """The document without the enums and scalars that only the arguments of directives are made of.

    One that a field or an input uses is the schema's own, whatever its name; and so is one that says something else.
    """
    ours = {definition.name for definition in document.types if _is_ours(definition, vocabulary)}
    ours -= set(_mentioned(document)) if ours else set()
    if not ours:
        return document
    return replace(document, types=tuple(definition for definition in document.types if definition.name not in ours))


def _is_ours(definition: TypeDefinition, vocabulary: Vocabulary) -> bool:
    if definition.directives:
        return False
    if definition.kind is Kind.SCALAR:
        return definition.name in ("SQL", "JSON")
    values = tuple(value.name for value in definition.values)
    return definition.kind is Kind.ENUM and vocabulary.enums.get(definition.name) == values


def _mentioned(document: Document) -> Iterator[str]:
    for definition in document.types:
        for field in definition.fields:
            yield field.type.name
            yield from (argument.type.name for argument in field.arguments)
        yield from (entry.type.name for entry in definition.inputs)
