"""Two that exclude each other are never chosen between."""

from __future__ import annotations

from tests.sdl.harness import findings, only_error


def test_one_directive_under_two_names() -> None:
    problem = only_error("type T @table @wes_table { id: ID! @primaryKey }")
    assert problem.message == "@table and @wes_table are the same directive, used twice"
    assert findings((problem,)) == [("E103", 1, 15)]


def test_one_argument_under_two_names() -> None:
    problem = only_error('type T @table @primaryKey(columns: ["id"], fields: ["id"]) { id: ID! }')
    assert problem.message == "`fields` and `columns` are two spellings of one argument of @primaryKey"
    assert findings((problem,)) == [("E103", 1, 44)]
