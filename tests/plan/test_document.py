"""A plan with its way back."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.plan.formats.document import CHECKED
from wesley.diff.codes import UNPLANNED
from wesley.plan.codes import NO_WAY_BACK
from wesley.plan.document import Undo, led_back, way_back
from wesley.plan.plan import Plan
from wesley.problems.problem import Problem, WesleyError


def test_the_way_back_has_its_own_report() -> None:
    assert CHECKED.undo.plan is not None
    assert CHECKED.undo.report is not None
    assert [step.statement.sql for step in CHECKED.undo.plan.steps()] == [
        "ALTER TABLE public.users DROP CONSTRAINT users_age_check;"
    ]
    assert len(CHECKED.undo.report.steps) == 1


def test_where_there_is_no_way_back_the_reason_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_plan: Plan) -> Plan:
        raise WesleyError(Problem(code=UNPLANNED, message="nothing leads back"))

    monkeypatch.setattr("wesley.plan.document.undo", refuse)
    assert way_back(CHECKED.plan) == Undo(reason="nothing leads back")


def test_the_way_back_in_place_of_the_plan_leads_back_by_the_plan() -> None:
    back = led_back(CHECKED)
    assert (back.plan, back.report) == (CHECKED.undo.plan, CHECKED.undo.report)
    assert back.undo == Undo(plan=CHECKED.plan, report=CHECKED.report)
    assert back.target == CHECKED.source
    assert led_back(back).plan == CHECKED.plan


def test_without_a_way_back_there_is_no_such_plan() -> None:
    with pytest.raises(WesleyError, match="nothing leads back") as refused:
        led_back(replace(CHECKED, undo=Undo(reason="nothing leads back")))
    assert refused.value.problems[0].code is NO_WAY_BACK
