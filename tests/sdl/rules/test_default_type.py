"""A default that the column cannot hold has one code, however it was written."""

from __future__ import annotations

import pytest

from tests.sdl.harness import errors_of, findings

SDL = "type Post @table {{\n  id: ID! @primaryKey\n  at: DateTime! @default({argument})\n}}\n"


@pytest.mark.parametrize("argument", ['value: "now()"', "expr: \"'now'\"", "value: 5", 'expr: "5"'])
def test_found(argument: str) -> None:
    assert [code for code, _, _ in findings(errors_of(SDL.format(argument=argument)))] == ["E307"]


@pytest.mark.parametrize("argument", ['value: "2024-01-01T00:00:00Z"', 'expr: "now()"', "expr: \"'infinity'\""])
def test_not_found(argument: str) -> None:
    assert not errors_of(SDL.format(argument=argument))
