"""Schemas written in the schema language, compiled to DDL and to tests."""

from __future__ import annotations

from msgspec import Struct

from wesley.config.settings import Settings
from wesley.ir.schema import Schema
from wesley.sdl.read import read
from wesley.sdl.source import Source
from wesley.targets import pgtap, postgres


class Compiled(Struct, frozen=True):
    """A schema, the DDL that builds it and the tests that prove it."""

    schema: Schema
    ddl: str
    files: dict[str, str]


def compiled(sdl: str) -> Compiled:
    settings = Settings()
    reading = read((Source("test.graphql", sdl),), settings)
    assert reading.schema is not None, [f"{problem.origin} {problem.message}" for problem in reading.problems]
    ddl = postgres.TARGET.emit(reading.schema, settings)[settings.outputs.postgres]
    return Compiled(reading.schema, ddl, pgtap.TARGET.emit(reading.schema, settings))
