"""What an argument names exists."""

from __future__ import annotations

from tests.sdl.harness import errors_of, only_error


def test_database_names_are_not_field_names() -> None:
    problem = only_error('type A @table @unique(columns: ["org_id"]) { id: ID! @primaryKey orgId: UUID }')
    assert problem.message == "`A` has no field `org_id` with a column"
    assert problem.help == "arguments use field names: write `orgId`"


def test_every_missing_field_is_named_at_once() -> None:
    found = errors_of('type A @table @unique(columns: ["x", "y"]) { id: ID! @primaryKey }')
    assert [problem.message for problem in found] == [
        "`A` has no field `x` with a column",
        "`A` has no field `y` with a column",
    ]
