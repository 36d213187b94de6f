"""Rows get the new name of a value when nobody writes the old one any more."""

from __future__ import annotations

import pytest

from tests.plan.planned import planned
from wesley.plan.plan import Phase, Plan
from wesley.plan.undo import undo

SCHEMA = """
enum Status @enum(storage: {storage}) {{ A {value} }}
type Invoice @table {{
  id: ID! @primaryKey
  status: {type}
}}
"""


def _plan(storage: str, type_: str = "Status!") -> Plan:
    before = SCHEMA.format(storage=storage, value="B", type=type_)
    return planned(before, SCHEMA.format(storage=storage, value='C @renamedFrom(name: "B")', type=type_))


def _fills(plan: Plan) -> list[tuple[Phase, tuple[tuple[str, str], ...], str]]:
    return [
        (segment.phase, step.statement.batches.assignments, step.statement.batches.condition)
        for segment in plan.segments
        for step in segment.steps
        if step.statement.batches is not None
    ]


@pytest.mark.parametrize("storage", ["CHECK", "LOOKUP"])
def test_rows_are_moved_in_the_contract(storage: str) -> None:
    assert _fills(_plan(storage)) == [(Phase.CONTRACT, (("status", "'C'"),), "status = 'B'")]


def test_elements_of_arrays_are_moved() -> None:
    fill = (("status", "array_replace(status, 'B', 'C')"),)
    assert _fills(_plan("CHECK", "[Status!]")) == [(Phase.CONTRACT, fill, "'B' = ANY (status)")]


@pytest.mark.parametrize("storage", ["CHECK", "LOOKUP"])
@pytest.mark.parametrize("contract", [True, False])
def test_the_way_back_moves_them_back(storage: str, *, contract: bool) -> None:
    before = SCHEMA.format(storage=storage, value="B", type="Status!")
    after = SCHEMA.format(storage=storage, value='C @renamedFrom(name: "B")', type="Status!")
    plan = planned(before, after, contract=contract)
    assert _fills(undo(plan)) == [(Phase.CONTRACT, (("status", "'B'"),), "status = 'C'")]
