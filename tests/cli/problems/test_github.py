"""Problems as GitHub reads them: https://docs.github.com/actions, workflow commands."""

from __future__ import annotations

from wesley.cli.problems.github import problems_as_github
from wesley.ir.origin import Origin
from wesley.problems.problem import Code, Problem, Severity

WARNING = Code(code="W101", name="some-name", summary="x.", why="x.", severity=Severity.WARNING)


def test_one_command_a_problem() -> None:
    problem = Problem(code=WARNING, message="m", origin=Origin("a.graphql", 2, 3, 4), help="h")
    assert problems_as_github([problem, Problem(code=WARNING, message="n")]) == (
        "::warning file=a.graphql,title=W101 some-name,line=2,col=3,endColumn=7::m%0Ah\n"
        "::warning title=W101 some-name::n\n"
    )


def test_nothing_in_a_message_or_a_name_can_end_the_command() -> None:
    problem = Problem(code=WARNING, message="100%\r\n::error::x", origin=Origin("a,b:c%\nd", 1, 1))
    (line,) = problems_as_github([problem]).splitlines()
    assert "file=a%2Cb%3Ac%25%0Ad," in line
    assert line.endswith("::100%25%0D%0A::error::x")
