"""What is left out is spoken of by nothing that stays."""

from __future__ import annotations

import pytest

from tests.sdl.harness import errors_of, findings, only_error


@pytest.mark.parametrize(
    ("sdl", "message"),
    [
        ("type A { x: X }", "`A.x` leads to `X`, which is left out by @ignore"),
        (
            "type A { a(x: [In!]): Int } input In { b: Int } type Y { x: X }",
            "`Y.x` leads to `X`, which is left out by @ignore",
        ),
        ("type Query { x: [X!]! }", "`Query.x` leads to `X`, which is left out by @ignore"),
        ("union U = X | A type A { a: Int }", "the union `U` has the member `X`, which is left out by @ignore"),
        ("interface I { x: X }", "`I.x` leads to `X`, which is left out by @ignore"),
    ],
)
def test_what_is_left_out_cannot_be_spoken_of(sdl: str, message: str) -> None:
    problem = only_error(sdl + "\ntype X @ignore { a: Int }")
    assert (problem.code.code, problem.message) == ("E210", message)
    assert problem.related[0].origin.place() == ("a.graphql", 2, 6)


def test_a_field_that_an_interface_asks_for_cannot_be_left_out() -> None:
    problem = only_error("interface I { a: Int }\ntype A implements I {\n  a: Int @ignore\n  b: Int\n}")
    assert findings((problem,)) == [("E210", 3, 3)]
    assert problem.message == "`A.a` is left out by @ignore, and the interface `I` asks for it"


def test_types_that_are_left_out_may_speak_of_each_other() -> None:
    assert not errors_of("type A @ignore { b: B } type B @ignore { a: A } type C { c: Int }")
