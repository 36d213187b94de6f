"""Problems as GitHub's workflow commands: each becomes an annotation beside its line of a pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wesley.problems.problem import Problem


def problems_as_github(problems: Iterable[Problem]) -> str:
    """One command a line."""
    return "".join(f"{_command(problem)}\n" for problem in problems)


def _command(problem: Problem) -> str:
    origin = problem.origin
    properties = {"title": f"{problem.code.code} {problem.code.name}"}
    if origin.file:
        properties = {"file": origin.file} | properties
    if origin.known:
        properties |= {"line": str(origin.line), "col": str(origin.column)}
        properties["endColumn"] = str(origin.column + origin.length)
    shown = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    message = problem.message + (f"\n{problem.help}" if problem.help else "")
    return f"::{problem.code.severity} {shown}::{_data(message)}"


def _data(text: str) -> str:
    """The escapes of a command's message."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """The escapes of a command's properties, which `:` and `,` would end."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
