"""What a SQLSTATE means for a run, and what of the words of the server may be kept."""

from __future__ import annotations

import pytest

from wesley.execute.codes import STEP_FAILED
from wesley.execute.errors import PASSING, Category, category_of, is_lost, may_hold_values, way_out, without_values
from wesley.postgres.session import Refusal, StatementError
from wesley.problems.problem import Problem, WesleyError


def refused(state: str, message: str = "no") -> StatementError:
    problem = Problem(code=STEP_FAILED, message=f"Add check c: {message} ({state})")
    return StatementError(problem, Refusal(sqlstate=state, message=message))


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


@pytest.mark.parametrize("state", ["22P02", "44000", "P0001"])
def test_messages_that_quote_values_get_into_no_log(state: str) -> None:
    kept = without_values(refused(state, "it failed: ann@example.com"))
    assert kept == f"Add check c: the server's message, which may hold values, is left out ({state})"
    assert may_hold_values(state)


def test_messages_of_constraints_name_objects_only_and_their_details_hold_values() -> None:
    error = refused("23514", 'check constraint "c" of relation "t" is violated by some row')
    assert "is violated by some row" in without_values(error)
    assert may_hold_values("23514")
    assert not may_hold_values("42P07")
    assert without_values(WesleyError(Problem(code=STEP_FAILED, message="it failed"))) == "it failed"


def test_a_server_that_lacks_something_gets_a_way_out() -> None:
    assert "disk is full" in way_out("53100")
    assert "max_locks_per_transaction" in way_out("53200")
    assert way_out("23505") == ""
