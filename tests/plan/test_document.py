"""A plan with its way back."""

from __future__ import annotations

import pytest

from tests.plan.formats.document import CHECKED
from wesley.diff.codes import UNPLANNED
from wesley.plan.document import Undo, way_back
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
