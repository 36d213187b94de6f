"""The fields of a view and the columns of its query are the same, as far as the text of the query says."""

from __future__ import annotations

import pytest

from tests.sdl.harness import compiled, errors_of, only_error

USER = "type User @table { id: ID! @primaryKey  fullName: String! }\n"


def test_a_field_without_a_column() -> None:
    problem = only_error(USER + 'type V @view(sql: "SELECT id FROM users") {\n  id: ID!\n  fullName: String!\n}')
    assert problem.message == "the query gives no column `full_name` for the field `fullName`"
    assert problem.origin.place() == ("a.graphql", 4, 3)
    assert problem.related[0].origin.place() == ("a.graphql", 2, 19)


def test_a_column_without_a_field() -> None:
    problem = only_error(USER + 'type V @view(sql: "SELECT id, full_name FROM users") { id: ID! }')
    assert problem.message == "the query gives the column `full_name`, and `V` has no such field"
    assert problem.help == "add a field, or take the column out of the query"


def test_a_column_given_twice() -> None:
    problem = only_error(USER + 'type V @view(sql: "SELECT id, id FROM users") { id: ID! }')
    assert problem.message == "the query gives the column `id` twice"


@pytest.mark.parametrize("target", ["*", "u.*", "id, u.full_name", "id, (full_name || 'x')", "id, full_name::text"])
def test_what_only_postgres_can_tell_is_left_to_it(target: str) -> None:
    compiled(USER + f'type V @view(sql: "SELECT {target} FROM users AS u") {{ id: ID!  fullName: String! }}')


def test_what_is_known_is_still_compared_beside_a_star() -> None:
    sdl = USER + 'type V @view(sql: "SELECT *, 1 AS one FROM users") { id: ID!  fullName: String! }'
    assert [problem.code.code for problem in errors_of(sdl)] == ["E410"]


def test_the_order_is_free() -> None:
    compiled(USER + 'type V @view(sql: "SELECT full_name, id FROM users") { id: ID!  fullName: String! }')
