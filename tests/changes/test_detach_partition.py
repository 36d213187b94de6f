"""A partition becomes a table of its own, and keeps its rows."""

from __future__ import annotations

import pytest

from tests.changes.small import HIGH, LOW, REST, check, foreign_key, index, lines, locks, partitioned, planned, table
from wesley.problems.problem import WesleyError

OLD = partitioned(LOW, HIGH, indexes=(index("i", "a"),))
LEFT = partitioned(LOW, indexes=(index("i", "a"),))
ALONE = table("high", indexes=(index("high_a_idx", "a"),))


def test_nothing_is_created_and_nothing_is_lost() -> None:
    plan = planned(OLD, (LEFT, ALONE))
    assert lines(plan) == [
        "contract concurrent: ALTER TABLE s.t DETACH PARTITION s.high CONCURRENTLY;",
        "contract transaction: ALTER TABLE s.high DROP CONSTRAINT IF EXISTS high_k_check;",
    ]
    assert not any(step.statement.loses for step in plan.steps())


def test_indexes_of_other_names_are_found_before_it_begins() -> None:
    probe = planned(OLD, (LEFT, ALONE)).steps()[0].statement.probe
    assert probe is not None
    assert "to_regclass('s.high')" in probe.query
    assert "('high_a_idx')" in probe.query


def test_beside_a_default_partition_and_before_14_it_is_detached_plainly_and_leaves_no_check() -> None:
    alone = table("high")
    beside = planned(partitioned(LOW, HIGH, REST), (partitioned(LOW, REST), alone))
    before_14 = planned(partitioned(LOW, HIGH), (partitioned(LOW), alone), server=13)
    for plan in (beside, before_14):
        assert lines(plan) == ["contract transaction: ALTER TABLE s.t DETACH PARTITION s.high;"]
        assert locks(plan.steps()[0].statement)["t"] == "ACCESS EXCLUSIVE"


def test_where_the_name_of_the_check_that_is_left_cannot_be_told_it_is_detached_plainly() -> None:
    taken = (check("high_k_check", "a > 0"),)
    plan = planned(partitioned(LOW, HIGH, checks=taken), (partitioned(LOW, checks=taken), table("high", checks=taken)))
    assert lines(plan) == ["contract transaction: ALTER TABLE s.t DETACH PARTITION s.high;"]


def test_what_else_changes_comes_in_a_plan_of_its_own() -> None:
    with pytest.raises(WesleyError, match="indexes differ"):
        planned(OLD, (LEFT, table("high")))
    with pytest.raises(WesleyError, match="foreign key of "):
        planned(OLD, (LEFT, ALONE, table("child", foreign_keys=(foreign_key("f", to="high"),))))
