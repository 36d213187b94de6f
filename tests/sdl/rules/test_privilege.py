"""Privileges that cannot be granted, or must not be."""

from __future__ import annotations

import pytest

from tests.sdl.harness import errors_of, findings, only_error

PROJECT = """\
type Project @table @tenant(column: "orgId") @grant(roles: ["a", "b"], privileges: [{}]) {{
  id: ID! @primaryKey
  orgId: UUID!
}}
"""


@pytest.mark.parametrize("privileges", ["TRUNCATE", "SELECT, TRUNCATE", "ALL"])
def test_truncate_past_row_level_security(privileges: str) -> None:
    problem = only_error(PROJECT.format(privileges))
    assert problem.message == "TRUNCATE would empty `Project` past its row-level security"
    assert findings((problem,)) == [("E507", 1, 46)]


def test_truncate_of_a_table_without_row_level_security() -> None:
    sdl = 'type Country @table @grant(roles: ["a"], privileges: [TRUNCATE]) { id: ID! @primaryKey }'
    assert not errors_of(sdl)
