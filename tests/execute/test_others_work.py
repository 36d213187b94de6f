"""What a plan knows nothing of is left alone."""

from __future__ import annotations

from tests.plan.planned import USER, USER_AND_ORDER
from tests.sdl.harness import compiled
from wesley.execute.others_work import with_others_work

ONE, BOTH = compiled(USER).physical, compiled(USER_AND_ORDER).physical


def test_a_table_that_the_plan_does_not_know_stays() -> None:
    assert with_others_work(ONE, BOTH, (ONE,)).tables == BOTH.tables


def test_one_that_the_plan_makes_goes() -> None:
    assert with_others_work(ONE, BOTH, (ONE, BOTH)) == ONE
