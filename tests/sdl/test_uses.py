"""Each use of a directive is held to its definition before anything is made of it."""

from __future__ import annotations

import pytest

from tests.sdl.harness import compiled, errors_of, findings, only_error

KEY = "id: ID! @primaryKey"


def table(uses: str) -> str:
    return f"type User @table {uses} {{ {KEY}  a: Int }}"


@pytest.mark.parametrize(
    ("use", "message"),
    [
        ("@unique(columns: 1)", "`columns` of @unique is a String, not a literal of kind Int"),
        ('@unique(columns: ["a", 1])', "`columns` of @unique is a String, not a literal of kind Int"),
        ('@unique(columns: [["a"]])', "`columns` of @unique is a String, not a literal of kind list"),
        ("@check(expr: true)", "`expr` of @check is a SQL, not a literal of kind Boolean"),
        (
            '@unique(columns: "a", nullsNotDistinct: "yes")',
            "`nullsNotDistinct` of @unique is a Boolean, not a literal of kind String",
        ),
        ('@unique(columns: "a", name: "")', "`name` of @unique is empty"),
        ('@check(expr: "a > \\u0000")', "`expr` of @check holds the character U+0000, which PostgreSQL cannot store"),
        (
            '@unique(columns: "a", deferrable: LATER)',
            "`deferrable` of @unique is one of NO, INITIALLY_IMMEDIATE, INITIALLY_DEFERRED, not `LATER`",
        ),
        (
            '@unique(columns: "a", deferrable: initially_deferred)',
            "`deferrable` of @unique is one of NO, INITIALLY_IMMEDIATE, INITIALLY_DEFERRED, not `initially_deferred`: "
            "did you mean `INITIALLY_DEFERRED`?",
        ),
    ],
)
def test_an_argument_of_another_type(use: str, message: str) -> None:
    problem = only_error(table(use))
    assert (problem.code.code, problem.message) == ("E101", message)


@pytest.mark.parametrize("number", ["2147483648", "-2147483649", "9" * 5000])
def test_an_int_has_32_bits(number: str) -> None:
    problem = only_error(f'type U @table {{ {KEY}  a: Int @backfill(expr: "1", batch: {number}) }}')
    assert problem.message == "`batch` of @backfill is outside the range of Int (32 bits)"


@pytest.mark.parametrize("word", ["INITIALLY_DEFERRED", '"INITIALLY_DEFERRED"', '"initially deferred"'])
def test_a_word_of_a_closed_set_may_be_a_string_as_sql_spells_it(word: str) -> None:
    (user,) = compiled(table(f'@unique(columns: "a", deferrable: {word})')).physical.tables
    assert user.uniques[0].deferrable == "INITIALLY_DEFERRED"


def test_null_is_as_if_it_were_not_written() -> None:
    (user,) = compiled(table('@unique(columns: "a", name: null, deferrable: null)')).physical.tables
    assert user.uniques[0].name == "users_a_key"


def test_null_for_a_required_argument() -> None:
    problem = only_error(table("@check(expr: null)"))
    assert problem.message == "@check needs the argument `expr`, which is not null"


def test_two_spellings_of_one_argument() -> None:
    problem = only_error(table('@unique(columns: ["a"], fields: ["a"])'))
    assert (problem.code.code, problem.message) == (
        "E103",
        "`fields` and `columns` are two spellings of one argument of @unique",
    )


def test_two_names_of_one_directive() -> None:
    problem = only_error("type User\n  @table\n  @wes_table { id: ID! @primaryKey }")
    assert findings((problem,)) == [("E103", 3, 3)]
    assert problem.message == "@table and @wes_table are the same directive, used twice"


def test_one_name_twice_is_told_by_graphql_itself() -> None:
    assert only_error("type User @table @table { id: ID! @primaryKey }").code.code == "E002"


def test_a_repeatable_directive_may_repeat_under_several_names() -> None:
    (user,) = compiled(table('@unique(columns: ["a"]) @wes_unique(columns: ["id", "a"])')).physical.tables
    assert len(user.uniques) == 2


@pytest.mark.parametrize("definition", ["interface I { a: Int @unique }", "type T { a: Int @unique }"])
def test_a_directive_of_tables_means_nothing_elsewhere(definition: str) -> None:
    problem = only_error(definition)
    assert (problem.code.code, problem.help) == ("E102", "add @table to the type, or take the directive away")


@pytest.mark.parametrize(
    "definition", ["type Query @table { a: Int }", "schema { query: Q } type Q { a: Int @sensitive }"]
)
def test_operations_are_no_tables(definition: str) -> None:
    assert only_error(definition).code.code == "E102"


def test_a_directive_on_an_input_is_told_by_graphql_itself() -> None:
    assert [problem.code.code for problem in errors_of("input I { a: Int @unique }")] == ["E002"]


def test_every_problem_of_a_use_is_told_at_once() -> None:
    found = errors_of("type User @table(name: 1, schema: 2) {\n  id: ID! @primaryKey\n}")
    assert findings(found) == [("E101", 1, 24), ("E101", 1, 35)]
