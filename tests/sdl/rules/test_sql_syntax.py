"""SQL texts parse, are one expression, and have the shape that their place allows."""

from __future__ import annotations

import pytest

from tests.sdl.harness import findings, only_error


@pytest.mark.parametrize(
    "text",
    [
        "n >",
        "n > 0; DROP TABLE a",
        "1) UNION (SELECT 2",
        "n > (SELECT 1)",
        "sum(n) > 0",
        "rank() OVER () > 0",
        "n > $1",
        "n > 0 AS x",
        "n > 0, n < 1",
        "",
        "--",
        "n > 0 /*",
        "*",
    ],
)
def test_a_check_that_is_refused(text: str) -> None:
    problem = only_error(f'type A @table {{ id: ID! @primaryKey n: Int @check(expr: "{text}") }}')
    assert problem.code.code == "E401"
    assert problem.origin.line == 1


def test_the_place_is_that_of_the_fault_in_the_text() -> None:
    problem = only_error('type A @table { id: ID! @primaryKey n: Int @check(expr: "n > 0 )") }')
    assert findings((problem,)) == [("E401", 1, 65)]


def test_a_text_with_escapes_is_named_as_a_whole() -> None:
    problem = only_error(r'type A @table { id: ID! @primaryKey n: Int @check(expr: "n > \u0030 )") }')
    assert findings((problem,)) == [("E401", 1, 57)]
