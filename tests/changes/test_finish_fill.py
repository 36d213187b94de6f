"""The trigger that fills a column goes with the contract, and planning again finds the same step."""

from __future__ import annotations

from tests.changes.tables import plan_of, schema
from tests.plan.planned import planned
from wesley.changes.finish_fill import FinishFill, fill_name
from wesley.diff.diff import diff
from wesley.plan.plan import Phase

OLD = "type User @table {\n  id: ID! @primaryKey\n}"
NEW = "type User @table {\n  id: ID! @primaryKey\n  nick: String! @backfill(expr: \"'x'\")\n}"


def test_what_is_left_to_do_is_found_again() -> None:
    plan = planned(OLD, NEW)
    assert diff(plan.between, plan.goal) == (
        FinishFill(schema="public", table="users", name=fill_name("users", "nick")),
    )
    contract = [segment for segment in plan.segments if segment.phase is Phase.CONTRACT]
    again = plan_of(plan.between, plan.goal)
    assert [[step.statement.sql for step in segment.steps] for segment in again.segments] == [
        [step.statement.sql for step in segment.steps] for segment in contract
    ]


def test_the_trigger_goes_before_its_function() -> None:
    steps = planned(OLD, NEW).steps()[-2:]
    assert [step.statement.sql.split()[1] for step in steps] == ["TRIGGER", "FUNCTION"]


def test_other_triggers_are_not_its_business() -> None:
    assert diff(schema(), schema()) == ()
    assert not fill_name("users", "nick").startswith("users")
