"""Problems as programs read them. This form is a promise: a change here is a change of `VERSION`."""

from __future__ import annotations

import json

from wesley.cli.problems.json import problems_as_json
from wesley.ir.origin import Origin
from wesley.problems.problem import Code, Problem, Related, Severity

WARNING = Code(code="W101", name="some-name", summary="x.", why="x.", severity=Severity.WARNING)


def test_every_key() -> None:
    problem = Problem(
        code=WARNING,
        message="m",
        origin=Origin("a.graphql", 2, 3, 4),
        help="h",
        related=(Related("there", Origin("b.graphql", 5, 6, 7)),),
    )
    assert json.loads(problems_as_json([problem])) == {
        "version": 1,
        "problems": [
            {
                "code": "W101",
                "name": "some-name",
                "severity": "warning",
                "message": "m",
                "help": "h",
                "file": "a.graphql",
                "line": 2,
                "column": 3,
                "length": 4,
                "related": [{"message": "there", "file": "b.graphql", "line": 5, "column": 6, "length": 7}],
            }
        ],
        "errors": 0,
        "warnings": 1,
    }


def test_no_problems_and_no_place() -> None:
    assert json.loads(problems_as_json([])) == {"version": 1, "problems": [], "errors": 0, "warnings": 0}
    (problem,) = json.loads(problems_as_json([Problem(code=WARNING, message="m")]))["problems"]
    assert [problem[key] for key in ("file", "line", "column", "length")] == [None] * 4
