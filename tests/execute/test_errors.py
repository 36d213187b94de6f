"""What a SQLSTATE means for a run."""

from __future__ import annotations

import pytest

from wesley.execute.codes import STEP_FAILED
from wesley.execute.errors import PASSING, Category, category_of, is_lost
from wesley.postgres.session import Refusal, StatementError
from wesley.problems.problem import Problem


def refused(state: str) -> StatementError:
    return StatementError(Problem(code=STEP_FAILED, message="no"), Refusal(sqlstate=state, message="no"))


@pytest.mark.parametrize("state", ["08006", "08003", "57P01", "57P02", "57P03"])
def test_a_connection_that_is_gone_is_lost(state: str) -> None:
    assert is_lost(refused(state))
    assert category_of(state) is Category.RESOURCE


@pytest.mark.parametrize("state", ["53100", "53200", "53300", "55P03", "40P01", "58030"])
def test_what_has_nothing_to_do_with_the_plan_is_a_resource(state: str) -> None:
    assert not is_lost(refused(state))
    assert category_of(state) is Category.RESOURCE


@pytest.mark.parametrize("state", ["23505", "23514", "42501", "42P07", "22001", "P0001"])
def test_the_rest_is_execution_and_does_not_pass(state: str) -> None:
    assert category_of(state) is Category.EXECUTION
    assert state not in PASSING
