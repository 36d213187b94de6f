"""What does not parse is answered with what to write instead, where the notation is known."""

from __future__ import annotations

import pytest

from wesley.problems.problem import Problem
from wesley.sdl.directives import words
from wesley.sdl.language.parse import parse
from wesley.sdl.source import Source


def only(text: str) -> Problem:
    _, problems = parse([Source("a.graphql", text)], words())
    assert len(problems) == 1, [problem.message for problem in problems]
    return problems[0]


@pytest.mark.parametrize(
    ("line", "column", "help_text"),
    [
        ("@@unique([email])", 1, 'it belongs to the type: `type User @table @unique(columns: ["a", "b"]) { ... }`'),
        ("id: ID! @weight(9)", 17, "an argument has a name: `@weight(name: value)`"),
        ('id: ID! @check("id > 0")', 16, "an argument has a name: `@check(expr: ...)`"),
        ("id: ID! @index([a])", 16, "an argument has a name: `@index(columns: [...])`"),
        ("id: ID!;", 8, "fields need no `;` between them"),
        ("// the key", 1, "a comment starts with `#`"),
    ],
)
def test_an_older_or_foreign_notation_is_answered_with_the_right_one(line: str, column: int, help_text: str) -> None:
    problem = only(f"type User @table {{\n{line}\n}}")
    assert (problem.code.code, problem.origin.line, problem.origin.column) == ("E001", 2, column)
    assert problem.help == help_text


def test_a_model_is_a_type() -> None:
    assert only("model User {\n  id Int @id\n}").help == "a table is `type User @table { ... }` here"


def test_a_brace_that_is_not_closed() -> None:
    assert only("type A {\n  a: Int\n").help == "a `{` is not closed"


def test_a_line_separator_that_graphql_does_not_count_as_a_line() -> None:
    """Python splits lines at U+2028, GraphQL does not: the help must come from the line that the parser means."""
    assert only('"a\u2028b"\ntype A {\n  a: Int @weight(9)\n}').help.startswith("an argument has a name")
