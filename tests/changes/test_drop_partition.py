"""A partition is detached while others use the table, then dropped."""

from __future__ import annotations

from tests.changes.small import HIGH, LOW, REST, index, lines, locks, partitioned, planned


def test_it_waits_and_names_what_is_lost() -> None:
    plan = planned(partitioned(LOW, HIGH), partitioned(LOW))
    assert lines(plan) == [
        "contract concurrent: ALTER TABLE s.t DETACH PARTITION s.high CONCURRENTLY;",
        "contract transaction: DROP TABLE s.high;",
    ]
    assert plan.steps()[1].statement.loses == ("s.high",)


def test_beside_a_default_partition_and_before_14_it_is_detached_plainly() -> None:
    beside = planned(partitioned(LOW, HIGH, REST), partitioned(LOW, REST))
    before_14 = planned(partitioned(LOW, HIGH), partitioned(LOW), server=13)
    for plan in (beside, before_14):
        assert lines(plan)[0] == "contract transaction: ALTER TABLE s.t DETACH PARTITION s.high;"
        assert locks(plan.steps()[0].statement)["t"] == "ACCESS EXCLUSIVE"


def test_before_14_an_index_of_the_partition_is_locked_as_the_partition_would_be() -> None:
    for indexes, lock in (((), "SHARE UPDATE EXCLUSIVE"), ((index("i", "a"),), "ACCESS EXCLUSIVE")):
        old, new = (partitioned(*parts, indexes=indexes) for parts in ((LOW, HIGH), (LOW,)))
        assert locks(planned(old, new, server=13).steps()[0].statement)["high"] == lock
