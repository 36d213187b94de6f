"""SDL to a schema, for the tests of targets."""

from __future__ import annotations

from wesley.config.settings import Settings
from wesley.ir.schema import Schema
from wesley.sdl.read import read
from wesley.sdl.source import Source
from wesley.targets import typescript, zod


def schema_of(sdl: str, settings: Settings = Settings()) -> Schema:  # noqa: B008  # it is frozen
    """The schema that SDL describes."""
    reading = read((Source("schema.graphql", sdl),), settings)
    assert reading.schema is not None, reading.problems
    return reading.schema


def modules_of(schema: Schema, settings: Settings = Settings()) -> dict[str, str]:  # noqa: B008
    """The TypeScript and the Zod module of a schema."""
    return typescript.TARGET.emit(schema, settings) | zod.TARGET.emit(schema, settings)
