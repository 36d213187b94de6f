"""Each argument of a directive is of its type."""

from __future__ import annotations

import pytest

from tests.sdl.harness import errors_of, findings, only_error


def message(directive: str) -> str:
    """What is said of a directive on a field."""
    return only_error(f"type T @table {{ id: ID! @primaryKey n: Int {directive} }}").message


@pytest.mark.parametrize(
    ("directive", "expected"),
    [
        ("@column(name: 1)", "`name` of @column is a String, not a literal of kind Int"),
        ("@column(name: [])", "`name` of @column is a String, not a literal of kind list"),
        ('@column(name: "")', "`name` of @column is empty"),
        (r'@column(name: "a\u0000b")', "`name` of @column holds the character U+0000, which PostgreSQL cannot store"),
        (
            '@unique(nullsNotDistinct: "yes")',
            "`nullsNotDistinct` of @unique is a Boolean, not a literal of kind String",
        ),
        ("@unique(columns: [1])", "`columns` of @unique is a String, not a literal of kind Int"),
        (
            "@unique(deferrable: INITIALLY_DEFERED)",
            "`deferrable` of @unique is one of NO, INITIALLY_IMMEDIATE, INITIALLY_DEFERRED, "
            "not `INITIALLY_DEFERED`: did you mean `INITIALLY_DEFERRED`?",
        ),
    ],
)
def test_a_literal_of_the_wrong_type(directive: str, expected: str) -> None:
    assert message(directive) == expected


def test_the_place_is_that_of_the_literal() -> None:
    problem = only_error("type T @table { id: ID! @primaryKey n: Int @column(name: 1) }")
    assert findings((problem,)) == [("E101", 1, 58)]


def test_a_string_stands_for_an_enum_value_and_a_value_for_a_list_of_one() -> None:
    sdl = 'type T @table @primaryKey(columns: "id") { id: ID! n: Int @unique(deferrable: "INITIALLY_DEFERRED") }'
    assert not errors_of(sdl)


def test_null_is_as_good_as_missing() -> None:
    assert not errors_of("type T @table(name: null) { id: ID! @primaryKey n: Int @unique(where: null) }")


def test_a_missing_argument_is_found_by_graphql_itself() -> None:
    problem = only_error("type T @table { id: ID! @primaryKey n: Int @check }")
    assert problem.code.code == "E002"
    assert "expr" in problem.message
