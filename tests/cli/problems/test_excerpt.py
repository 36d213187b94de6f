"""A line can be shown on a terminal, and the underline stands below the place, whatever the line holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wesley.cli.problems.excerpt import LONGEST, excerpt, split_lines, visible, width


def underlined(line: str, column: int, length: int = 1) -> tuple[str, int, int]:
    """Text, columns before the underline and columns of it."""
    found = excerpt(line, column, length)
    return found.text, found.indent, found.width


@pytest.mark.parametrize(
    ("line", "column", "length", "expected"),
    [
        ("  id: ID!", 3, 2, ("  id: ID!", 2, 2)),
        ("\tid: ID!", 2, 2, ("    id: ID!", 4, 2)),
        ("名前: Str", 5, 3, ("名前: Str", 6, 3)),
        ("名前: Str", 1, 2, ("名前: Str", 0, 4)),
        ("e\u0301x", 3, 1, ("e\u0301x", 1, 1)),
        ("abc", 4, 1, ("abc", 3, 1)),
        ("", 1, 1, ("", 0, 1)),
        ("abc", 2, 99, ("abc", 1, 2)),
        ("\x1b[31mred", 1, 1, ("␛[31mred", 0, 1)),
        ("a\u202eb", 1, 1, ("a\ufffdb", 0, 1)),
    ],
)
def test_place(line: str, column: int, length: int, expected: tuple[str, int, int]) -> None:
    assert underlined(line, column, length) == expected


def test_a_line_of_ten_megabytes_is_cut_around_the_place() -> None:
    line = "x" * 5_000_000 + "HERE" + "x" * 5_000_000
    text, indent, size = underlined(line, 5_000_001, 4)
    assert len(text) == LONGEST + 2
    assert text[indent : indent + size] == "HERE"
    assert (text[0], text[-1]) == ("…", "…")


def test_a_password_is_starred_out_and_moves_nothing() -> None:
    line = 'url = "postgresql://app:hunter2@db/app"'
    assert underlined(line, 7)[0] == 'url = "postgresql://app:*******@db/app"'
    assert underlined("host=db password=hunter2 x", 1)[0] == "host=db password=******* x"
    assert underlined("see http://localhost:8080/x", 1)[0] == "see http://localhost:8080/x"


def test_lines_end_as_graphql_ends_them() -> None:
    assert split_lines("a\r\nb\rc\nd\x0ce\u2028f") == ["a", "b", "c", "d\x0ce\u2028f"]


@given(st.text(), st.integers(min_value=0, max_value=300), st.integers(min_value=1, max_value=300))
def test_law_what_is_shown_is_printable_and_the_underline_is_inside_or_just_behind(
    line: str, column: int, length: int
) -> None:
    found = excerpt(line, column, length)
    assert found.text == visible(found.text)
    assert found.width >= 1
    assert found.indent <= width(found.text)
    assert found.indent + found.width <= width(found.text) + 1
