"""A relation with `!` has a key with `!`."""

from __future__ import annotations

from tests.sdl.harness import compiled, findings, only_error

SDL = """\
type User @table { id: ID! @primaryKey }
type Post @table {
  id: ID! @primaryKey
  authorId: ID @foreignKey(ref: "User.id")
  author: User!
}
"""


def test_a_required_relation_with_a_nullable_key() -> None:
    problem = only_error(SDL)
    assert findings((problem,)) == [("E217", 5, 11)]
    assert problem.message == "`author` is never null, and its key `author_id` may be"
    assert problem.related[0].origin.place() == ("a.graphql", 4, 3)


def test_a_nullable_relation_with_a_required_key_is_fine() -> None:
    compiled(SDL.replace("User!", "User").replace("ID @", "ID! @"))
