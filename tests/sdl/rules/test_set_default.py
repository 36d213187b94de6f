"""SET_DEFAULT needs a default to set, whether the column may be null or not."""

from __future__ import annotations

import pytest

from tests.sdl.harness import errors_of, only_error

SDL = """\
type User @table {{
  id: Int! @primaryKey
}}
type Order @table {{
  id: ID! @primaryKey
  user: {kind} @foreignKey(ref: "User.id", {action}: SET_DEFAULT)
}}
"""


@pytest.mark.parametrize("kind", ["Int", "Int!"])
@pytest.mark.parametrize("action", ["onDelete", "onUpdate"])
def test_no_default(action: str, kind: str) -> None:
    problem = only_error(SDL.format(action=action, kind=kind))
    assert problem.code.code == "E305"
    assert problem.message == "SET_DEFAULT has nothing to write into `user`, which has no default"
    assert problem.origin.line == 6


def test_a_default() -> None:
    assert not errors_of(SDL.format(action="onDelete", kind="Int @default(value: 1)"))
