"""Enums and their values."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wesley.drift.adopt.adoption import Edit
from wesley.drift.adopt.place import instead, into_type, line_of, without
from wesley.drift.adopt.project import Project
from wesley.drift.adopt.words import directive, string
from wesley.ir.enum import Enum
from wesley.sdl.language.outline import Part

_NAME = re.compile(r"[_A-Za-z][_0-9A-Za-z]*\Z")
_NOT_VALUES = ("true", "false", "null")


def written(name: str, enum: Enum, schema: str | None) -> str:
    """A whole enum, with its name in the database stated.

    Args:
        name: its name in the schema language.
        enum: the enum.
        schema: its PostgreSQL schema where that has to be said.
    """
    described = f"{string(enum.comment)}\n" if enum.comment is not None else ""
    values = "\n".join(f"  {value_text(value)}" for value in enum.values)
    return f"{described}enum {name} {directive('enum', name=enum.name, schema=schema)} {{\n{values}\n}}"


def value_text(stored: str) -> str:
    """A value: itself where it can be a name, else a name and `@dbValue`."""
    if _NAME.match(stored) and stored not in _NOT_VALUES and not stored.startswith("__"):
        return stored
    word = re.sub(r"[^0-9A-Za-z]+", "_", stored).strip("_").upper() or "EMPTY"
    name = f"V_{word}" if word[0].isdigit() or word.lower() in _NOT_VALUES else word
    return f"{name} {directive('dbValue', name=stored)}"


def add_value(project: Project, enum: Enum, stored: str) -> tuple[Edit, ...] | None:
    """A value put behind the one that it follows in the database."""
    known = project.enum_of((enum.schema, enum.name))
    definition = project.definition(known.name) if known is not None else None
    if known is None or definition is None:
        return None
    parts = _parts(project, enum)
    place = enum.values.index(stored)
    before = next((parts[value] for value in reversed(enum.values[:place]) if value in parts), None)
    if before is None:
        first = next((parts[value] for value in enum.values if value in parts), None)
        if first is None:
            return None
        text = f"{value_text(stored)} {project.texts[first.span.file][first.span.start : first.span.end]}"
        return (instead(project, first.span, text, f"enum {known.name}", line_of(definition)),)
    return (into_type(project, definition, value_text(stored), before),)


def remove_value(project: Project, enum: Enum, stored: str) -> tuple[Edit, ...] | None:
    """A value taken out."""
    known = project.enum_of((enum.schema, enum.name))
    part = _parts(project, enum).get(stored)
    definition = project.definition(known.name) if known is not None else None
    if known is None or part is None or definition is None:
        return None
    return (without(project, part.span, f"enum {known.name}", line_of(definition)),)


def reorder(project: Project, enum: Enum) -> Iterator[Edit]:
    """The values in the order of the database: what stands at each place is exchanged."""
    known = project.enum_of((enum.schema, enum.name))
    definition = project.definition(known.name) if known is not None else None
    parts = _parts(project, enum)
    if known is None or definition is None or set(parts) != set(enum.values):
        return
    slots = sorted(parts.values(), key=lambda part: (part.span.file, part.span.start))
    for slot, value in zip(slots, enum.values, strict=True):
        span = parts[value].span
        if span != slot.span:
            text = project.texts[span.file][span.start : span.end]
            yield instead(project, slot.span, text, f"enum {known.name}", line_of(definition))


def _parts(project: Project, enum: Enum) -> dict[str, Part]:
    """Where the values stand, by what is stored for them."""
    known = project.enum_of((enum.schema, enum.name))
    if known is None:
        return {}
    found = ((value.stored, project.part(known.name, value.name)) for value in known.values)
    return {stored: place[1] for stored, place in found if place is not None}
