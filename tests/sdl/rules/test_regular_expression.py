"""An expression that PostgreSQL would refuse row by row is refused at once, at the character that is wrong."""

from __future__ import annotations

import pytest

from tests.sdl.harness import findings, only_error

SDL = 'type Post @table {{\n  id: ID! @primaryKey\n  slug: String! @pattern(regex: "{regex}")\n}}\n'


@pytest.mark.parametrize(("regex", "offset"), [("a(b", 1), ("a{2,1}", 1), ("(?<name>a)", 0), ("abc*+", 4)])
def test_the_place_is_that_of_the_character(regex: str, offset: int) -> None:
    problem = only_error(SDL.format(regex=regex))
    assert findings((problem,)) == [("E403", 3, 34 + offset)]


def test_a_string_with_escapes_is_named_as_a_whole() -> None:
    problem = only_error(SDL.format(regex=r"\\d+*"))
    assert findings((problem,)) == [("E403", 3, 33)]
