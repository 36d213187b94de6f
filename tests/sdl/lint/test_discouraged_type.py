"""Types that the manual advises against are named with what to take instead."""

from __future__ import annotations

import pytest

from tests.sdl.harness import warnings_of


@pytest.mark.parametrize(
    ("written", "better"), [("char(3)", "`text`"), ("money", "`numeric`"), ("timetz", "`timestamptz`")]
)
def test_a_discouraged_type(written: str, better: str) -> None:
    sdl = f'type A @table {{ id: ID! @primaryKey c: String @column(type: "{written}") }}'
    (problem,) = warnings_of(sdl, "W107")
    assert better in problem.help


@pytest.mark.parametrize("written", ["varchar(3)", "numeric", "time", "timetz[]", '"char"'])
def test_other_types(written: str) -> None:
    escaped = written.replace('"', '\\"')
    sdl = f'type A @table {{ id: ID! @primaryKey c: String @column(type: "{escaped}") }}'
    assert len(warnings_of(sdl, "W107")) == (written == "timetz[]")
