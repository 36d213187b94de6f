"""A directive stands only where it means something."""

from __future__ import annotations

import pytest

from tests.sdl.harness import errors_of, findings, only_error


def test_on_a_field_of_a_type_that_is_no_table() -> None:
    problem = only_error("type Money { amount: Decimal! @unique }")
    assert problem.message == "@unique means nothing here: it needs a type with @table"
    assert problem.help == "add @table to the type, or take the directive away"
    assert findings((problem,)) == [("E102", 1, 31)]


def test_on_a_type_that_is_no_table() -> None:
    assert only_error('type Money @check(expr: "amount > 0") { amount: Int }').code.code == "E102"


@pytest.mark.parametrize(
    "sdl",
    [
        "interface Node @table { id: ID! }",
        "input New { id: ID! @primaryKey }",
        "enum Colour @table { RED }",
        "type Query { a(b: Int @unique): Int }",
        "union U @table = A\ntype A { b: Int }",
    ],
)
def test_in_places_that_it_is_not_made_for(sdl: str) -> None:
    assert {problem.code.code for problem in errors_of(sdl)} <= {"E002", "E102"}
    assert errors_of(sdl)


def test_a_relation_has_no_column_to_configure() -> None:
    problem = only_error("""\
        type User @table { id: ID! @primaryKey bestId: ID @foreignKey(ref: "User.id") best: User @column(name: "b") }
        """)
    assert problem.message == "@column stands on a relation, which has no column"
