"""What the catalog holds after a statement."""

from __future__ import annotations

from tests.plan.planned import USER, USER_AND_ORDER, USER_WITH_CHECK, planned
from wesley.changes.statement import RelationName
from wesley.plan.expectation import element_fingerprint, expectations

_USERS = RelationName(schema="public", name="users")


def test_the_last_statement_of_a_plan_leaves_what_the_goal_says() -> None:
    plan = planned(USER, USER_WITH_CHECK)
    table = plan.goal.table("public", "users")
    assert table is not None
    assert plan.steps()[-1].after == expectations((_USERS,), plan.goal)
    assert plan.steps()[-1].after[0].fingerprint == element_fingerprint((table,))


def test_every_statement_leaves_another_table() -> None:
    first, second = (step.after for step in planned(USER, USER_WITH_CHECK).steps())
    assert first != second


def test_what_is_dropped_is_not_there() -> None:
    plan = planned(USER_AND_ORDER, USER, allow_drop=("*",))
    assert plan.steps()[-1].after[0].fingerprint is None


def test_a_partition_of_a_new_table_is_there() -> None:
    events = """type Event @table @partition(by: RANGE, columns: ["at"]) { at: DateTime! @primaryKey }"""
    plan = planned(USER, f"{USER}\n{events}")
    there = {one.relation.name for step in plan.steps() for one in step.after if one.fingerprint}
    assert {"events", "events_default"} <= there
