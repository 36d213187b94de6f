"""An identity belongs to one table or one column."""

from __future__ import annotations

from tests.sdl.harness import findings, only_error


def test_two_tables_with_one_identity() -> None:
    problem = only_error(
        'type User @table @uid(value: "u") { id: ID! @primaryKey }\n'
        'type Org @table @uid(value: "u") { id: ID! @primaryKey }'
    )
    assert findings((problem,)) == [("E214", 2, 6)]
    assert problem.message == "`Org` and `User` have one identity, `u`"


def test_two_columns_with_one_identity() -> None:
    problem = only_error(
        'type User @table { id: ID! @primaryKey  a: Int @uid(value: "x") }\n'
        'type Org @table { id: ID! @primaryKey @uid(value: "x") }'
    )
    assert problem.message == "`Org.id` and `User.a` have one identity, `x`"
