"""The tests of a table are made again when something that they are made of has changed, and only then."""

from __future__ import annotations

from wesley.config.settings import Settings
from wesley.ir.schema import Schema
from wesley.ir.shared import shared
from wesley.memory.memory import Memory
from wesley.sdl.read import read
from wesley.sdl.source import Source
from wesley.targets.pgtap.emit import emit

SDL = """\
type Org @table @tenant(root: true) {
  id: ID! @primaryKey
  name: String!
}

type User @table @tenant(column: "orgId") {
  id: ID! @primaryKey
  orgId: ID! @foreignKey(ref: "Org.id")
  age: Int
}

type Post @table {
  id: ID! @primaryKey
  userId: ID! @foreignKey(ref: "User.id")
  title: String!
}

type Like @table {
  id: ID! @primaryKey
  postId: ID @foreignKey(ref: "Post.id")
  stars: Int! @check(expr: "stars > 0")
}

type Other @table {
  id: ID! @primaryKey
  at: DateTime! @updatedAt
}
"""


def _schema(sdl: str) -> Schema:
    found = read([Source("a.graphql", sdl)], Settings()).schema
    assert found is not None
    return found


def _made_again(old: str, new: str) -> list[str]:
    """The files that an edit makes again, all of them equal to those of a cold compilation."""
    memory, settings = Memory(), Settings()
    first = _schema(SDL)
    with memory.round():
        before = emit(first, settings, memory)
    second = _schema(SDL.replace(old, new, 1))
    with memory.round():
        after = emit(shared(second, first), settings, memory)
    assert after == emit(second, settings)
    return sorted(path.removeprefix("tests/") for path, text in after.items() if before.get(path) is not text)


LOOKUPS = "30_lookups.sql"
"""It holds tests of all tables, so it is put together each time."""


def test_nothing_is_made_again_without_a_change() -> None:
    assert _made_again("no such text", "") == [LOOKUPS]


def test_a_table_to_which_nothing_must_refer() -> None:
    assert _made_again("stars: Int!", "stars: Int! more: Int") == ["10_table_likes.sql", LOOKUPS]


def test_a_row_that_others_must_refer_to_is_part_of_their_tests() -> None:
    assert _made_again("age: Int", "age: Int!") == [
        "10_table_posts.sql",
        "10_table_users.sql",
        "20_isolation_users.sql",
        LOOKUPS,
    ]


def test_the_table_of_the_tenants_is_part_of_all_tests_of_tenants() -> None:
    assert "20_isolation_users.sql" in _made_again("name: String!", "name: String! more: Int!")


def test_a_table_knows_which_of_its_columns_are_referred_to() -> None:
    edit = _made_again('postId: ID @foreignKey(ref: "Post.id")', "postId: ID")
    assert "10_table_posts.sql" in edit


def test_the_function_of_a_trigger_is_part_of_the_tests_of_its_tables() -> None:
    assert _made_again("at: DateTime! @updatedAt", "at: DateTime! @updatedAt also: Int") == [
        "10_table_others.sql",
        LOOKUPS,
    ]


def test_tables_that_must_refer_to_each_other_are_made_together() -> None:
    circle = SDL.replace("name: String!", 'name: String!\n  userId: ID! @foreignKey(ref: "User.id")')
    memory, settings = Memory(), Settings()
    for text in (circle, circle.replace("age: Int", "age: Int!"), circle.replace("stars: Int!", "stars: BigInt!")):
        schema = _schema(text)
        with memory.round():
            assert emit(schema, settings, memory) == emit(schema, settings)
