"""Looking up the relation of one field."""

from __future__ import annotations

from tests.sdl.harness import compiled
from wesley.ir.api import Relation


def relation(sdl: str, type_name: str, field: str) -> Relation | None:
    """The relation that a field of a type is, in the schema that the text means."""
    objects = {definition.name: definition for definition in compiled(sdl).api.objects}
    return next(found.relation for found in objects[type_name].fields if found.name == field)
