"""SET_NULL needs columns that may be null, every one of them."""

from __future__ import annotations

import pytest

from tests.sdl.harness import errors_of, only_error

SDL = """\
type Cell @table @primaryKey(columns: ["x", "y"]) {{
  x: Int!
  y: Int!
}}
type Piece @table @foreignKey(columns: ["x", "y"], to: "Cell", {action}: SET_NULL) {{
  id: ID! @primaryKey
  x: Int
  y: {kind}
}}
"""


@pytest.mark.parametrize("action", ["onDelete", "onUpdate"])
def test_one_required_column_is_enough(action: str) -> None:
    problem = only_error(SDL.format(action=action, kind="Int!"))
    assert (problem.code.code, problem.message) == ("E304", "SET_NULL cannot write `y`, which is required")
    assert problem.origin.line == 5


@pytest.mark.parametrize("action", ["onDelete", "onUpdate"])
def test_all_may_be_null(action: str) -> None:
    assert not errors_of(SDL.format(action=action, kind="Int"))
