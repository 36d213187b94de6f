"""Compilation after compilation in one process: what did not change is not done again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from msgspec import Struct

from wesley.config.settings import Settings
from wesley.ir.schema import Schema
from wesley.memory.memory import Memory
from wesley.problems.problem import Problem, WesleyError
from wesley.sdl.read import Checked, check
from wesley.sdl.remembered import Remembered
from wesley.sdl.source import Source
from wesley.targets.target import Target


class Compilation(Struct, frozen=True, kw_only=True, dict=True):
    """What came of one compilation.

    Args:
        schema: None when there are errors.
        checked: what was found; the linter looks at it when `problems` are asked for, which can wait until the outputs
            are written.
        emitted: texts by path, by target; empty when there are errors.
        parsed: how many sources were parsed: those that are not as they were the last time.
    """

    schema: Schema | None
    checked: Checked
    emitted: Mapping[str, Mapping[str, str]]
    parsed: int

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """Errors and warnings, sorted by place."""
        return self.checked.with_warnings()


class Warm:
    """A compiler that remembers its last compilation. Its outputs are those of a cold one, byte for byte."""

    def __init__(self) -> None:
        self._remembered = Remembered()
        self._sources: frozenset[Source] = frozenset()
        self._settings: Settings | None = None
        self._outputs = Memory()

    def compile(
        self, sources: Sequence[Source], files: Mapping[str, str], settings: Settings, targets: Sequence[Target]
    ) -> Compilation:
        """Compile sources.

        Args:
            sources: the texts; together they are one schema.
            files: the texts of the files that views name, by path.
            settings: the configuration.
            targets: the outputs that are wanted.

        Raises:
            WesleyError: an element of the schema has no SQL.
        """
        if settings != self._settings:  # rare, and nearly everything depends on them
            self._settings, self._outputs = settings, Memory()
        parsed = sum(source not in self._sources for source in sources)
        self._sources = frozenset(sources)
        checked = check(sources, settings, files, self._remembered)
        emitted = {} if checked.schema is None else self._emit(checked.schema, settings, targets)
        return Compilation(schema=checked.schema, checked=checked, emitted=emitted, parsed=parsed)

    def _emit(self, schema: Schema, settings: Settings, targets: Sequence[Target]) -> dict[str, dict[str, str]]:
        same = self._remembered.shared(schema)
        try:
            with self._outputs.round():
                return {target.name: target.emit(same, settings, self._outputs) for target in targets}
        except WesleyError:  # the shared schema has old places
            return {target.name: target.emit(schema, settings) for target in targets}
