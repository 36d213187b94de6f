"""A person can run a probe before the plan only when what it asks for is there."""

from __future__ import annotations

from tests.plan.planned import USER, planned
from wesley.plan.formats.probes import early, late
from wesley.plan.plan import Step

CHECKED = USER.replace("age: Int", 'age: Int @check(expr: "age > 0")')
FILLED = USER.replace("age: Int", 'age: Int\n  size: Int! @backfill(expr: "7")')
RETYPED = CHECKED.replace("age: Int", "age: BigInt")


def _titles(steps: tuple[Step, ...]) -> list[str]:
    return [step.title for step in steps]


def test_rows_of_columns_that_are_there_can_be_looked_at_now() -> None:
    plan = planned(USER, CHECKED)
    assert _titles(early(plan)) == ["Validate check users_age_check of public.users"]
    assert late(plan) == ()


def test_a_column_that_the_plan_adds_cannot() -> None:
    plan = planned(USER, FILLED)
    assert early(plan) == ()
    assert _titles(late(plan)) == ["Validate check wesley_new_users_size_not_null of public.users"]


def test_nor_can_a_successor_that_has_its_name_for_a_while() -> None:
    plan = planned(CHECKED, RETYPED)
    assert early(plan) == ()
    assert _titles(late(plan)) == ["Validate check wesley_new_users_age_check of public.users"]
