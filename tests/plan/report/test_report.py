"""The report of a whole plan."""

from __future__ import annotations

from tests.plan.planned import USER, USER_AND_ORDER, USER_WITH_CHECK, USER_WITH_INDEX, planned
from tests.sdl.harness import compiled
from wesley.changes.lock import Lock
from wesley.plan.report.report import report


def test_its_risk_is_that_of_the_riskiest_statement() -> None:
    found = report(planned(USER, USER_WITH_CHECK))
    assert found.risk == max(step.risk for step in found.steps) == 26


def test_it_names_what_can_fail_and_what_is_touched() -> None:
    apis = (compiled(USER).api, compiled(USER_WITH_CHECK).api)
    found = report(planned(USER_AND_ORDER, USER_WITH_CHECK, allow_drop=("orders",)), apis)
    assert found.loses == ("public.orders",)
    assert found.may_fail == (2,)
    assert found.blast.tables == ("public.orders", "public.users")
    assert found.blast.columns == ("public.orders.id", "public.orders.number")


def test_fields_of_the_generated_types_are_named_by_their_column() -> None:
    old, new = compiled(USER), compiled(USER_AND_ORDER)
    found = report(planned(USER, USER_AND_ORDER), (old.api, new.api))
    assert found.blast.fields == ("Order.id", "Order.number")


def test_a_new_table_locks_nothing_that_is_in_use() -> None:
    found = report(planned(USER, USER_AND_ORDER))
    assert [step.strongest for step in found.steps] == [None, None]
    assert found.risk == 0


def test_a_concurrent_build_conflicts_with_maintenance_and_old_transactions() -> None:
    (step,) = report(planned(USER, USER_WITH_INDEX)).steps
    assert step.strongest is Lock.SHARE_UPDATE_EXCLUSIVE
    assert step.conflicts[0] == "VACUUM, ANALYZE and other DDL of public.users"
    assert "older than itself" in step.conflicts[1]
