"""The way back."""

from __future__ import annotations

from tests.plan.planned import USER, USER_WITH_CHECK, USER_WITH_INDEX, planned
from wesley.plan.undo import undo


def test_it_leads_from_the_goal_to_where_the_plan_began() -> None:
    plan = planned(USER, USER_WITH_INDEX)
    back = undo(plan)
    assert (back.before, back.goal) == (plan.goal, plan.before)


def test_without_its_contract_a_plan_is_undone_from_in_between() -> None:
    plan = planned(USER_WITH_INDEX, USER_WITH_CHECK, contract=False)
    assert undo(plan).before == plan.between != plan.goal
