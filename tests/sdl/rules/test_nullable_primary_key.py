"""Every field of a primary key is required."""

from __future__ import annotations

from tests.sdl.harness import errors_of, findings, only_error


def test_each_field_that_may_be_null() -> None:
    sdl = 'type Cell @table @primaryKey(columns: ["x", "y"]) {\n  x: Int\n  y: Int\n}\n'
    assert findings(errors_of(sdl)) == [("E306", 2, 3), ("E306", 3, 3)]


def test_the_message_names_the_column() -> None:
    problem = only_error("type User @table { userId: ID @primaryKey }")
    assert problem.message == "`user_id` is part of the primary key and may be null"
