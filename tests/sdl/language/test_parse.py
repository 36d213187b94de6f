"""Text in, a document or located problems out, whatever the text is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wesley.memory.memory import Memory
from wesley.problems.problem import Problem
from wesley.sdl.directives import words
from wesley.sdl.language.document import Document
from wesley.sdl.language.parse import parse
from wesley.sdl.source import Source

WORDS = words()


def parsed(*texts: str, ignored: tuple[str, ...] = ()) -> tuple[Document, tuple[Problem, ...]]:
    return parse([Source(f"{number}.graphql", text) for number, text in enumerate(texts)], WORDS, ignored)


def only(*texts: str) -> Problem:
    _, problems = parsed(*texts)
    assert len(problems) == 1, [problem.message for problem in problems]
    return problems[0]


def document(*texts: str, ignored: tuple[str, ...] = ()) -> Document:
    found, problems = parsed(*texts, ignored=ignored)
    assert not problems, [problem.message for problem in problems]
    return found


def place(problem: Problem) -> tuple[str, int, int, int]:
    return (*problem.origin.place(), problem.origin.length)


def test_several_files_are_one_schema() -> None:
    found = document("type User @table { id: ID! org: Org }", "type Org @table { id: ID! }")
    assert [(definition.name, definition.origin.file) for definition in found.types] == [
        ("User", "0.graphql"),
        ("Org", "1.graphql"),
    ]


def test_every_file_with_a_syntax_error_is_told() -> None:
    _, problems = parsed("type {", "type A { a: Int }", "}")
    assert [place(problem) for problem in problems] == [("0.graphql", 1, 6, 1), ("2.graphql", 1, 1, 1)]
    assert {problem.code.code for problem in problems} == {"E001"}


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_whatever_ends_them(line_end: str) -> None:
    assert place(only(line_end.join(["type A {", "\ta: Adress", "}"]))) == ("0.graphql", 2, 5, 6)


def test_columns_are_counted_in_characters() -> None:
    assert place(only('type A { "größer 🐘" a: Adress }')) == ("0.graphql", 1, 24, 6)


def test_a_byte_order_mark_between_files_that_were_joined_is_a_blank() -> None:
    assert len(document("type A { a: Int }\n\ufefftype B { b: Int }").types) == 2


def test_block_strings_lose_their_indent() -> None:
    found = document('"""\n  One\n    two\n"""\ntype A { a: Int }')
    assert found.types[0].description == "One\n  two"


@pytest.mark.parametrize("text", ["", "# nothing yet\n", " ,\n"])
def test_a_file_that_defines_nothing(text: str) -> None:
    assert only(text).message == "this file defines nothing"


@pytest.mark.parametrize(
    "text", ["query Q { a }", "{ a }", "fragment F on A { a }", "type A { a: Int }\nmutation { a }"]
)
def test_queries_are_no_part_of_a_schema(text: str) -> None:
    problem = only(text)
    assert (problem.code.code, problem.message) == ("E001", "a query or a fragment is no part of a schema")


@pytest.mark.parametrize("text", ["type A @table(name: {}) {{ a: Int }}", "type A {{ a(x: J = {}): Int }} scalar J"])
def test_lists_that_are_nested_too_deeply(text: str) -> None:
    problem = only(text.format("[" * 5000 + "]" * 5000))
    assert problem.message == "lists, objects or types are nested too deeply to be read"


def test_a_hundred_levels_can_be_read() -> None:
    assert document("type A { a: " + "[" * 100 + "Int" + "]" * 100 + " }").types[0].fields[0].type.list_depth == 100


def test_an_unknown_directive_proposes_the_nearest_and_how_to_leave_it_be() -> None:
    problem = only("type A @tabel { a: Int }")
    assert (problem.code.code, problem.message, place(problem)[1:]) == ("E002", "Unknown directive `@tabel`", (1, 8, 6))
    assert problem.help.splitlines() == [
        "did you mean `@table`?",
        'a directive of another tool is named in the configuration: `directives.ignore = ["tabel"]`',
    ]


def test_a_directive_of_the_schema_itself_is_proposed_too() -> None:
    assert "`@audit`" in only("directive @audit on OBJECT\ntype A @audti { a: Int }").help


def test_ignored_directives_are_as_if_they_were_not_written() -> None:
    found = document("type A @cost(weight: 5) @table { a: Int @cost }", ignored=("cost",))
    assert [use.name for use in found.types[0].directives] == ["table"]
    assert found.types[0].fields[0].directives == ()


def test_an_unknown_type_proposes_the_nearest() -> None:
    problem = only("type A { a: Adress }\ntype Address { a: Int }")
    assert (problem.message, problem.help) == ("Unknown type `Adress`", "did you mean `Address`?")


def test_types_may_have_the_names_of_our_own_enums_and_scalars() -> None:
    """They are defined by the schema then, and mean nothing to the directives."""
    found = document(
        "enum Privilege { READ } type JSON { a: Int } type SQL { b: Int } type Point { x: Float }"
        ' type A @table @grant(roles: ["a"], privileges: [SELECT]) { a: Int }'
        if "grant" in WORDS.names
        else "enum Privilege { READ } type JSON { a: Int } type Point { x: Float }"
    )
    assert "JSON" in found.by_name()


@pytest.mark.parametrize("name", ["oneOf", "specifiedBy", "deprecated"])
def test_the_directives_of_graphql_itself_are_known(name: str) -> None:
    texts = {
        "oneOf": "input A @oneOf { a: Int b: Int }",
        "specifiedBy": 'scalar S @specifiedBy(url: "https://example.com")',
        "deprecated": "type A { a: Int @deprecated }",
    }
    document(texts[name])


TOKENS = st.sampled_from(
    [
        *("type ", "enum ", "input ", "interface ", "union ", "scalar ", "extend ", "schema ", "directive ", "query "),
        *("A ", "B ", "Query ", "a", ": ", "Int", "ID! ", "= ", "| ", "& ", "{ ", "} ", "( ", ") ", "[", "]", "!", "$"),
        *("@table ", "@primaryKey ", "@check", '(expr: "a > 0") ', "@", '"', '"""', "\\u{110000}", "\n", "\r", "\t"),
        *("# c\n", "\ufeff", "\0", "1", "-", "1e999", "null ", "true ", "on OBJECT ", "implements ", "repeatable "),
    ]
)


@given(st.lists(TOKENS | st.text(max_size=3), max_size=30).map("".join))
def test_no_text_raises(text: str) -> None:
    found, problems = parsed(text)
    assert found.types or problems or text.strip()
    assert all(problem.origin.known for problem in problems)


DEFINITIONS = st.sampled_from(
    [
        *("type A { a: Int }", "type A { a: B }", "type B implements I { a: Int }", "interface I { a: Int! }"),
        *(
            "extend type A { b: [B!]! }",
            "extend enum E { Z }",
            "enum E { X Y }",
            "union U = A | B",
            "extend union U = I",
        ),
        *(
            "input N { a: Int = 1, b: N }",
            "scalar UUID",
            "extend scalar UUID @specifiedBy(url: 1)",
            "schema { query: A }",
        ),
        *("extend schema @link", "directive @d(a: N = {a: 1}) on OBJECT", "type Query { a(b: U): E @d }"),
        *("type A @table @table { a: Int @unique @unique }", "extend type Zzz { a: Int }", "directive @table on FIELD"),
        *(
            "extend input N { a: U }",
            'type C @table(nam: "x", name: [1]) { a: Int }',
            "type __D { __a: Int }",
            "enum E",
        ),
    ]
)


@given(st.lists(DEFINITIONS, max_size=8).map("\n".join))
def test_no_set_of_definitions_raises(text: str) -> None:
    _, problems = parsed(text)
    assert all(problem.origin.known or not problem.message for problem in problems), problems


def test_a_source_that_is_right_is_remembered_while_another_one_is_wrong() -> None:
    memory, right = Memory(), Source("a.graphql", "type A { a: Int }")
    kept = []
    for other in ("type B { a: Int }", "type B {", "type B { b: Int }"):
        with memory.round():
            document, _ = parse([right, Source("b.graphql", other)], words(), (), memory)
        kept += [definition for definition in document.types if definition.name == "A"]
    assert kept[0] is kept[1]
