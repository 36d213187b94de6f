"""An index that nobody wrote is told of."""

from __future__ import annotations

import pytest

from tests.sdl.harness import findings, warnings_of

SDL = """\
type Project @table {}(column: "orgId") {{
  id: ID! @primaryKey
  orgId: UUID! {}
}}
"""


@pytest.mark.parametrize("directive", ["@tenant", "@wes_tenant", "@wesley_tenant"])
def test_an_index_that_was_added(directive: str) -> None:
    [problem] = warnings_of(SDL.format(directive, ""), "W501")
    assert problem.message == (
        "no key or index of `Project` begins with the tenant column `org_id`: `projects_org_id_idx` is added"
    )
    assert findings((problem,)) == [("W501", 1, 21)]


def test_an_index_that_was_written() -> None:
    assert not warnings_of(SDL.format("@tenant", "@index"), "W501")


def test_an_index_that_a_foreign_key_has_anyway() -> None:
    sdl = SDL.format("@tenant", '@foreignKey(ref: "Org.id")') + "type Org @table { id: ID! @primaryKey }"
    assert not warnings_of(sdl, "W501")


def test_the_table_of_the_tenants() -> None:
    assert not warnings_of("type Org @table @tenant(root: true) { id: ID! @primaryKey }", "W501")
