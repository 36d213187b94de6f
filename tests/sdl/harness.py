"""Schema text in, a schema or the exact problems out."""

from __future__ import annotations

from textwrap import dedent

from wesley.config.settings import Settings
from wesley.ir.schema import Schema
from wesley.problems.problem import Problem
from wesley.sdl.read import read
from wesley.sdl.source import Source

Finding = tuple[str, int, int]
"""Code, line and column."""


def problems_of(sdl: str, settings: Settings = Settings()) -> tuple[Problem, ...]:  # noqa: B008 - frozen
    """Everything that is found in the text."""
    return read([Source("a.graphql", dedent(sdl))], settings).problems


def errors_of(sdl: str, settings: Settings = Settings()) -> tuple[Problem, ...]:  # noqa: B008 - frozen
    """The errors that are found in the text."""
    return tuple(problem for problem in problems_of(sdl, settings) if problem.is_error)


def findings(problems: tuple[Problem, ...]) -> list[Finding]:
    """Where each problem is, by code."""
    return [(problem.code.code, problem.origin.line, problem.origin.column) for problem in problems]


def compiled(sdl: str, settings: Settings = Settings()) -> Schema:  # noqa: B008 - frozen
    """The schema that the text means; the test fails with the problems when it has errors."""
    reading = read([Source("a.graphql", dedent(sdl))], settings)
    shown = [f"{problem.origin} {problem.code.code} {problem.message}" for problem in reading.problems]
    assert reading.schema is not None, "\n".join(shown)
    return reading.schema


def only_error(sdl: str, settings: Settings = Settings()) -> Problem:  # noqa: B008 - frozen
    """The one error of the text; the test fails when there are more or none."""
    found = errors_of(sdl, settings)
    assert len(found) == 1, [f"{problem.origin} {problem.code.code} {problem.message}" for problem in found]
    return found[0]


def warnings_of(sdl: str, code: str, settings: Settings = Settings()) -> list[Problem]:  # noqa: B008 - frozen
    """The warnings of one code."""
    compiled(sdl, settings)
    return [problem for problem in problems_of(sdl, settings) if problem.code.code == code]


def place_of(text: str, sdl: str) -> tuple[int, int]:
    """Line and column of the first occurrence of a part of the schema text."""
    before = dedent(sdl)[: dedent(sdl).index(text)]
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
