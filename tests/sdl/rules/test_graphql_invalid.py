"""What GraphQL itself forbids is told where it has to change."""

from __future__ import annotations

from wesley.problems.problem import Problem
from wesley.sdl.directives import words
from wesley.sdl.language.parse import parse
from wesley.sdl.source import Source


def only(text: str) -> Problem:
    _, problems = parse([Source("a.graphql", text)], words())
    assert len(problems) == 1, [problem.message for problem in problems]
    return problems[0]


def test_an_unknown_type_with_nothing_near_shows_how_a_scalar_is_defined() -> None:
    assert only("type A { a: Qqq }").help == 'define it; a scalar of your own is `scalar Qqq @scalar(sql: "text")`'


def test_of_two_definitions_the_second_is_told_and_the_first_shown() -> None:
    problem = only('type A { a: Int }\n"""\nagain\n"""\ntype A { b: Int }')
    assert (problem.message, problem.origin.line, problem.origin.column) == (
        "There can be only one type named `A`",
        5,
        6,
    )
    assert problem.related[0].origin.place() == ("a.graphql", 1, 6)


def test_an_interface_that_is_not_fulfilled_is_told_at_the_type() -> None:
    problem = only("interface I { a: Int }\ntype A implements I { b: Int }")
    assert problem.message == "Interface field I.a expected but A does not provide it"
    assert problem.origin.place() == ("a.graphql", 2, 6)
    assert problem.related[0].origin.place() == ("a.graphql", 1, 15)


def test_a_wrong_default_value_has_a_place_although_the_parser_forgets_it() -> None:
    problem = only("type A {\n  a(x: Int = {b: 1}): Int\n}")
    assert problem.origin.place() == ("a.graphql", 2, 5)


def test_a_number_of_thousands_of_digits_is_no_traceback() -> None:
    assert only("input A { x: Int = " + "9" * 5000 + " }").code.code == "E002"
