"""Problems as people see them."""

from __future__ import annotations

from wesley.cli.problems.text import problems_as_text
from wesley.cli.terminal import colored, plain
from wesley.ir.origin import Origin
from wesley.problems.problem import Code, Problem, Related, Severity

WARNING = Code(code="W101", name="x", summary="x.", why="x.", severity=Severity.WARNING)
ERROR = Code(code="E101", name="x", summary="x.", why="x.")
TEXT = "type User {\n  id: ID!\n}\n" + "\n" * 8 + "type User {\n"


def test_a_frame_with_help_and_a_second_place() -> None:
    problem = Problem(
        code=ERROR,
        message="two types are called `User`",
        origin=Origin("a.graphql", 12, 6, 4),
        help="rename one\nor extend it: `extend type User`",
        related=(Related("the first", Origin("a.graphql", 1, 6, 4)),),
    )
    assert problems_as_text([problem], {"a.graphql": TEXT}, plain) == (
        "error[E101]: two types are called `User`\n"
        "   ┌─ a.graphql:12:6\n"
        "12 │ type User {\n"
        "   │      ^^^^\n"
        "   ┌─ a.graphql:1:6\n"
        " 1 │ type User {\n"
        "   │      ---- the first\n"
        "   = help: rename one\n"
        "           or extend it: `extend type User`\n"
    )


def test_problems_are_set_apart_by_an_empty_line() -> None:
    problem = Problem(code=WARNING, message="m", origin=Origin("a.graphql", 2, 3, 2))
    frame = "warning[W101]: m\n  ┌─ a.graphql:2:3\n2 │   id: ID!\n  │   ^^\n"
    assert problems_as_text([problem, problem], {"a.graphql": TEXT}, plain) == f"{frame}\n{frame}"


def test_without_the_source_the_place_alone_is_shown() -> None:
    problem = Problem(code=ERROR, message="m", origin=Origin("gone.graphql", 2, 3), help="h")
    assert problems_as_text([problem], {}, plain) == "error[E101]: m\n  ┌─ gone.graphql:2:3\n  = help: h\n"


def test_without_a_place_the_file_alone_and_without_a_file_nothing() -> None:
    assert (
        problems_as_text([Problem(code=ERROR, message="m", origin=Origin("f"))], {}, plain)
        == "error[E101]: m\n  ┌─ f\n"
    )
    assert problems_as_text([Problem(code=ERROR, message="m")], {}, plain) == "error[E101]: m\n"


def test_a_place_behind_the_last_line_is_shown_without_a_line() -> None:
    problem = Problem(code=ERROR, message="m", origin=Origin("a", 99, 1))
    assert problems_as_text([problem], {"a": "x"}, plain) == "error[E101]: m\n   ┌─ a:99:1\n"


def test_what_the_user_wrote_cannot_steer_the_terminal() -> None:
    problem = Problem(code=ERROR, message="bad \x1b[2J", origin=Origin("\x1b]0;x\x07", 1, 1), help="\x1b[0m")
    assert "\x1b" not in problems_as_text([problem], {"\x1b]0;x\x07": "\x1b[31m"}, plain)


def test_color_adds_color_and_nothing_else() -> None:
    problem = Problem(code=WARNING, message="m", origin=Origin("a.graphql", 2, 3, 2), help="h")
    import re

    shown = problems_as_text([problem], {"a.graphql": TEXT}, colored)
    assert shown != (bare := re.sub(r"\x1b\[[0-9;]*m", "", shown))
    assert bare == problems_as_text([problem], {"a.graphql": TEXT}, plain)
