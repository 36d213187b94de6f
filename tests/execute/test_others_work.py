"""What a plan knows nothing of is left alone."""

from __future__ import annotations

import pytest

from tests.plan.planned import USER, USER_AND_ORDER
from tests.sdl.harness import compiled
from wesley.execute.codes import CHANGED_MEANWHILE
from wesley.execute.others_work import refuse_others_columns, with_others_work
from wesley.problems.problem import WesleyError

ONE, BOTH = compiled(USER).physical, compiled(USER_AND_ORDER).physical


def test_a_table_that_the_plan_does_not_know_stays() -> None:
    assert with_others_work(ONE, BOTH, (ONE,)).tables == BOTH.tables


def test_one_that_the_plan_makes_goes() -> None:
    assert with_others_work(ONE, BOTH, (ONE, BOTH)) == ONE


def test_a_column_that_the_plan_does_not_know_is_not_dropped() -> None:
    wider = compiled(USER.replace("age: Int", "age: Int\n  extra: String")).physical
    with pytest.raises(WesleyError) as caught:
        refuse_others_columns(wider, (ONE,))
    assert caught.value.problems[0].code is CHANGED_MEANWHILE
    assert "public.users.extra" in caught.value.problems[0].message
    refuse_others_columns(wider, (ONE, wider))
