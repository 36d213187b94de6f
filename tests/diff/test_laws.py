"""The laws of plans, on random schemas with hints, without a database."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, reject, settings

from tests.support.schemas.pairs import EDITS, pairs, physical_schemas
from wesley.changes.codes import ALL as REASONS
from wesley.ir.schema import Schema
from wesley.plan.make import make_plan
from wesley.plan.plan import Phase, Plan
from wesley.plan.undo import undo
from wesley.problems.problem import WesleyError

_SERVER = 15
_EDIT_NAMES = [edit.name for edit in EDITS]
_LAWS = settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def _planned(old: Schema, new: Schema) -> Plan:
    """The plan; a pair that is refused for a reason that a kind of change states is no example."""
    try:
        return make_plan(old, new, server=_SERVER, contract=True, allow_drop=("*",))
    except WesleyError as refused:
        if not _has_reasons(refused):
            raise
        reject()


def _has_reasons(refused: WesleyError) -> bool:
    return {problem.code for problem in refused.problems} <= set(REASONS)


def _statements(plan: Plan, phase: Phase) -> list[str]:
    """The statements of a phase, in any order."""
    steps = [step for segment in plan.segments if segment.phase is phase for step in segment.steps]
    return sorted(step.statement.sql for step in steps)


@_LAWS
@given(physical_schemas())
def test_nothing_leads_from_a_schema_to_itself(schema: Schema) -> None:
    assert _planned(schema, schema).segments == ()


@pytest.mark.parametrize("edit", _EDIT_NAMES)
def test_every_edit_has_a_plan_there_and_back(edit: str) -> None:
    @settings(parent=_LAWS, max_examples=8)
    @given(pairs(edits=(edit,), max_tables=2, max_steps=8))
    def law(pair: tuple[Schema, Schema]) -> None:
        old, new = pair
        plan = _planned(old, new)
        assert plan.goal == new.physical
        _back(plan)

    law()


def _back(plan: Plan) -> None:
    try:
        back = undo(plan)
    except WesleyError as refused:
        if not _has_reasons(refused):
            raise
    else:
        assert back.goal == plan.before


@settings(parent=_LAWS, max_examples=150)
@given(pairs())
def test_every_pair_has_a_plan_whose_expand_leaves_exactly_the_pending_contract(pair: tuple[Schema, Schema]) -> None:
    old, new = pair
    plan = _planned(old, new)
    assert plan.goal == new.physical
    again = _planned(Schema(physical=plan.between, api=old.api, roles=new.roles), new)
    assert _statements(again, Phase.EXPAND) == []
    assert _statements(again, Phase.CONTRACT) == _statements(plan, Phase.CONTRACT)
