"""Of several keys, the schema says which one a relation follows."""

from __future__ import annotations

from tests.sdl.harness import findings, only_error

KEYS = 'writer: ID! @foreignKey(ref: "User.id")  checker: ID! @foreignKey(ref: "User.id")'


def test_both_keys_are_named_and_shown() -> None:
    problem = only_error(
        "type User @table { id: ID! @primaryKey }\n"
        f"type Post @table {{ id: ID! @primaryKey {KEYS}\n  author: User! }}"
    )
    assert findings((problem,)) == [("E216", 3, 3)]
    assert problem.message == "`author` may mean each of 2 foreign keys: `writer`, `checker`"
    assert problem.help == 'say which one: `@belongsTo(column: "writer")` or `@belongsTo(column: "checker")`'
    assert len(problem.related) == 2


def test_a_list_names_the_fields_of_the_other_side() -> None:
    problem = only_error(
        f"type User @table {{ id: ID! @primaryKey posts: [Post!]! }}\ntype Post @table {{ id: ID! @primaryKey {KEYS} }}"
    )
    assert problem.help == 'say which one: `@hasMany(field: "writer")` or `@hasMany(field: "checker")`'
