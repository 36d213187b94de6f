"""Both sides of a foreign key have one type; a length is no other type."""

from __future__ import annotations

import pytest

from tests.sdl.harness import errors_of, only_error

SDL = """\
type User @table {{
  id: {target} @primaryKey
}}
type Order @table {{
  id: ID! @primaryKey
  user: {source} @foreignKey(ref: "User.id")
}}
"""


@pytest.mark.parametrize(
    ("target", "source", "message"),
    [
        ("BigInt!", "Int!", "`user` is integer, and `users.id` is bigint"),
        ("UUID!", "String", "`user` is text, and `users.id` is uuid"),
        ("Int!", "ID", "`user` is uuid, and `users.id` is integer"),
        ("Int!", "[Int!]", "`user` is integer[], and `users.id` is integer"),
        ('ID! @column(type: "bigint")', 'ID! @column(type: "int")', "`user` is integer, and `users.id` is bigint"),
    ],
)
def test_different(target: str, source: str, message: str) -> None:
    problem = only_error(SDL.format(target=target, source=source))
    assert (problem.code.code, problem.message) == ("E303", message)
    assert problem.related[0].origin.place() == ("a.graphql", 2, 3)


@pytest.mark.parametrize(
    ("target", "source"), [("UUID!", "ID"), ("ID!", "UUID!"), ("Decimal!", 'Decimal @column(type: "numeric(5,2)")')]
)
def test_alike(target: str, source: str) -> None:
    assert not errors_of(SDL.format(target=target, source=source))
