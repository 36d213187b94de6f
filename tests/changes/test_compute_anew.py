"""A generated column gets another type, or another expression under what stands on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.plan.planned import planned, statements
from tests.sdl.harness import compiled
from tests.support.run_plan import run_plan
from wesley.plan.undo import undo
from wesley.postgres.database import load
from wesley.postgres.session import session
from wesley.targets.postgres.document import document

if TYPE_CHECKING:
    from wesley.postgres.embedded import EmbeddedServer

LINE = """
type Line @table {
  id: Int! @primaryKey
  amount: Int!
  total: Int! @computed(expr: "amount * 2") @unique
}
"""
WIDER = LINE.replace("total: Int!", "total: BigInt!")
OTHERWISE = LINE.replace("* 2", "* 3")


def test_nothing_has_to_be_kept_equal_or_filled() -> None:
    assert {step.kind for step in planned(LINE, WIDER).steps()} == {"add-column", "create-index", "swap-type"}


def test_what_stands_on_it_gets_a_successor() -> None:
    assert any(line.startswith("CREATE UNIQUE INDEX CONCURRENTLY") for line in statements(planned(LINE, OTHERWISE)))


def test_nothing_is_lost() -> None:
    assert all(step.statement.loses == () for step in planned(LINE, WIDER).steps())


@pytest.mark.server
@pytest.mark.parametrize("new", [WIDER, OTHERWISE], ids=["type", "expression"])
def test_it_is_computed_forth_and_back(new: str, database: str, server: EmbeddedServer) -> None:
    load(database, document(compiled(LINE)))
    load(database, "INSERT INTO lines (id, amount) SELECT number, number FROM generate_series(1, 300) AS number")
    plan = planned(LINE, new, server=server.binaries.major)
    assert run_plan(database, plan) == []
    assert _total(database) == (3 if new == OTHERWISE else 2) * 45150
    assert run_plan(database, undo(plan)) == []
    assert _total(database) == 2 * 45150


def _total(database: str) -> object:
    with session(database) as worker:
        return worker.rows("SELECT sum(total)::bigint FROM lines")[0][0]
