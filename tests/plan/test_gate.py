"""A plan runs on the schema that it was made for, and on no other."""

from __future__ import annotations

import pytest

from tests.plan.planned import USER, USER_AND_ORDER, USER_WITH_CHECK, USER_WITH_INDEX, planned
from tests.sdl.harness import compiled
from wesley.plan.codes import OTHER_SOURCE
from wesley.plan.gate import refuse_other_source
from wesley.problems.problem import WesleyError


def test_the_schema_that_it_starts_from_passes() -> None:
    refuse_other_source(planned(USER, USER_WITH_INDEX), compiled(USER).physical)


def test_another_one_is_refused_and_the_difference_named() -> None:
    with pytest.raises(WesleyError) as refused:
        refuse_other_source(planned(USER, USER_WITH_INDEX), compiled(USER_WITH_CHECK).physical)
    (problem,) = refused.value.problems
    assert problem.code is OTHER_SOURCE
    assert problem.message == (
        "the plan starts from another schema: since then somebody did: Add check users_age_check to public.users"
    )
    assert problem.help == "nothing was changed; make the plan again from this database"


def test_a_plan_that_was_run_already_is_refused_too() -> None:
    plan = planned(USER, USER_AND_ORDER)
    with pytest.raises(WesleyError, match=r"Create table public\.orders"):
        refuse_other_source(plan, plan.goal)
