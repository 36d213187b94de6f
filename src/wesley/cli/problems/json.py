"""Problems for programs: one JSON object.

`version` is raised when a key goes or changes its meaning; keys may be added. `file`, `line` and `column` are null
where there is no place; `column` and `length` count characters.

    {"version": 1,
     "problems": [{"code": "E101", "name": "...", "severity": "error", "message": "...", "help": "...",
                   "file": "a.graphql", "line": 1, "column": 1, "length": 4, "related": [{"message": "...", ...}]}],
     "errors": 1, "warnings": 0}
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wesley.ir.origin import Origin
    from wesley.problems.problem import Problem

VERSION = 1


def problems_as_json(problems: Iterable[Problem]) -> str:
    """The object, indented, with a newline at its end."""
    problems = list(problems)
    errors = sum(problem.is_error for problem in problems)
    report = {
        "version": VERSION,
        "problems": [_problem(problem) for problem in problems],
        "errors": errors,
        "warnings": len(problems) - errors,
    }
    return msgspec.json.format(msgspec.json.encode(report), indent=2).decode() + "\n"


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "code": problem.code.code,
        "name": problem.code.name,
        "severity": str(problem.code.severity),
        "message": problem.message,
        "help": problem.help,
        **_place(problem.origin),
        "related": [{"message": related.message, **_place(related.origin)} for related in problem.related],
    }


def _place(origin: Origin) -> dict[str, Any]:
    known = origin.known
    return {
        "file": origin.file or None,
        "line": origin.line if known else None,
        "column": origin.column if known else None,
        "length": origin.length if known else None,
    }
