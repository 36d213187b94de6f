"""A field that leads to objects needs a foreign key, and the message shows which."""

from __future__ import annotations

import pytest

from tests.sdl.harness import findings, only_error


@pytest.mark.parametrize(
    ("fields", "proposal"),
    [
        ("author: User!", 'author_id: ID! @foreignKey(ref: "User.id")'),
        ("author: User", 'author_id: ID @foreignKey(ref: "User.id")'),
        ("createdAt: DateTime author: User!", 'authorId: ID! @foreignKey(ref: "User.id")'),
        ("author: Country!", 'author_id: String! @foreignKey(ref: "Country.code")'),
    ],
)
def test_the_help_shows_the_key_that_is_missing(fields: str, proposal: str) -> None:
    problem = only_error(
        "type User @table { id: ID! @primaryKey }\n"
        "type Country @table { code: String! @primaryKey }\n"
        f"type Post @table {{ id: ID! @primaryKey {fields} }}"
    )
    assert problem.help == f"add the key: `{proposal}`"


def test_a_list_without_a_counterpart() -> None:
    problem = only_error(
        "type A @table {\n  id: ID! @primaryKey\n  bs: [B!]!\n}\ntype B @table { id: ID! @primaryKey }"
    )
    assert findings((problem,)) == [("E215", 3, 3)]
    assert problem.message == "`bs` leads to `B`, and no foreign key of `B` leads back to `A`"


@pytest.mark.parametrize("kind", ["Money", "[Money!]!"])
def test_an_object_that_has_no_table(kind: str) -> None:
    problem = only_error(f"type Money {{ amount: Int }} type A @table {{ id: ID! @primaryKey  price: {kind} }}")
    assert problem.message == "`price` leads to `Money`, which has no table"
    assert '@column(type: "jsonb")' in problem.help


def test_a_list_of_a_union() -> None:
    problem = only_error("""\
        union U = A | B
        type A @table { id: ID! @primaryKey  all: [U!]! }
        type B @table { id: ID! @primaryKey }
        """)
    assert problem.message == "`all` is a list of several types, which no foreign key can carry"
