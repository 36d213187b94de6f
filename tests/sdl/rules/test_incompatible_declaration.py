"""A schema may declare the directives that it uses, as long as it does not promise what they do not do."""

from __future__ import annotations

import pytest

from tests.sdl.harness import compiled, findings, only_error, problems_of
from wesley.config.settings import Directives, Settings

USER = "\ntype User @table { id: ID! @primaryKey }"

HEADER = """
scalar UUID
scalar DateTime
scalar BigInt

directive @table(name: String) on OBJECT
directive @primaryKey on FIELD_DEFINITION
directive @unique(fields: [String!], name: String) repeatable on FIELD_DEFINITION | OBJECT
directive @index(name: String, using: String) on FIELD_DEFINITION | OBJECT
directive @default(value: String, expr: String) on FIELD_DEFINITION
directive @check(expr: String!, name: String) repeatable on FIELD_DEFINITION | OBJECT
directive @foreignKey(ref: String!, onDelete: String) on FIELD_DEFINITION

enum Status { draft active }

type Query { ping: Boolean }

type Place @table(name: "place") @unique(fields: ["name", "email"]) {
  id: UUID! @primaryKey @default(expr: "gen_random_uuid()")
  name: String! @index
  email: String! @unique
  quantity: Int! @default(expr: "0") @check(expr: "quantity >= 0")
  is_active: Boolean! @default(expr: "true")
  created_at: DateTime! @default(expr: "now()")
  status: Status!
  parent_id: UUID @foreignKey(ref: "Place.id", onDelete: "SET NULL")
}
"""


def test_a_schema_that_declares_what_it_uses_with_strings_for_words_and_sql() -> None:
    (table,) = compiled(HEADER).physical.tables
    assert table.foreign_keys[0].on_delete == "SET_NULL"
    assert [check.expression.sql for check in table.checks] == ["quantity >= 0"]
    assert len(table.uniques) == 2


@pytest.mark.parametrize(
    "declaration",
    [
        "directive @table on OBJECT",
        "directive @table(name: String, schema: ID) on OBJECT",
        "directive @table(managed: Boolean = true) on OBJECT",
        "directive @table(name: String = null) on OBJECT",
        "directive @wes_table(name: String) on OBJECT",
        "directive @pk on FIELD_DEFINITION",
        "directive @unique(columns: String, deferrable: Deferrable = NO) on OBJECT enum Deferrable { NO }",
        "directive @unique(deferrable: When) on OBJECT enum When { INITIALLY_DEFERRED }",
        "directive @check(expr: Sql!) on OBJECT scalar Sql",
        "directive @mine(anything: Int) on OBJECT | SCHEMA",
    ],
)
def test_less_is_compatible(declaration: str) -> None:
    compiled(declaration + USER)


@pytest.mark.parametrize(
    ("declaration", "message", "column"),
    [
        ("directive @table(title: String) on OBJECT", "@table has no argument `title`", 18),
        ("directive @table(name: Int) on OBJECT", "`name` of @table is of type String, not Int", 18),
        ("directive @table(name: [String]) on OBJECT", "`name` of @table is of type String, not [String]", 18),
        (
            "directive @table on OBJECT | INTERFACE",
            "@table is declared for INTERFACE, and stands only on OBJECT",
            12,
        ),
        ("directive @table repeatable on OBJECT", "@table is declared repeatable, and can be used once", 12),
        (
            "directive @table(managed: Boolean = false) on OBJECT",
            "`managed` of @table is declared with a default that it does not have",
            18,
        ),
        (
            'directive @table(name: String = "x") on OBJECT',
            "`name` of @table is declared with a default that it does not have",
            18,
        ),
        (
            "directive @unique(deferrable: When) on OBJECT enum When { LATER }",
            "`deferrable` of @unique is of type Deferrable, not When",
            19,
        ),
        ("directive @pk(colums: [String]) on OBJECT", "@pk has no argument `colums`", 15),
    ],
)
def test_what_promises_something_else_is_not(declaration: str, message: str, column: int) -> None:
    problem = only_error(declaration + USER)
    assert (problem.message, findings((problem,))) == (message, [("E110", 1, column)])


def test_arguments_that_the_declaration_left_out_are_told_by_graphql_itself() -> None:
    problem = only_error('directive @table on OBJECT type User @table(name: "u") { id: ID! @primaryKey }')
    assert (problem.code.code, problem.message) == ("E002", "Unknown argument `name` on directive `@table`")


def test_a_word_in_a_string_is_still_one_of_its_set() -> None:
    problem = only_error(HEADER.replace("SET NULL", "SET NOTHING"))
    assert problem.code.code == "E101"
    assert "SET_NULL" in problem.message


def test_a_required_argument_that_is_declared_as_optional_is_asked_for() -> None:
    problem = only_error("directive @check(expr: String) on OBJECT type User @table @check { id: ID! @primaryKey }")
    assert problem.message == "@check needs the argument `expr`"


def test_the_definitions_that_wesley_prints_can_lie_beside_a_schema() -> None:
    from wesley.sdl.directives import words
    from wesley.sdl.vocabulary import definitions_sdl

    printed = definitions_sdl(words())
    schema = compiled(printed + USER)
    assert schema == compiled(USER)
    assert not [problem for problem in problems_of(printed + USER) if "Privilege" in problem.message]


def test_an_enum_of_the_same_name_that_a_field_uses_is_the_schemas_own() -> None:
    sdl = "enum Deferrable { NO INITIALLY_IMMEDIATE INITIALLY_DEFERRED } type Query { a: Deferrable }"
    assert [enum.name for enum in compiled(sdl).api.enums] == ["Deferrable"]


def test_a_directive_of_another_tool_may_have_our_name() -> None:
    sdl = "directive @index(weight: Int) on OBJECT type User @table @index(weight: 1) { id: ID! @primaryKey }"
    assert only_error(sdl.replace("@index(weight: 1)", "")).code.code == "E110"
    compiled(sdl, Settings(directives=Directives(ignore=("index",))))
