"""The index of a partition is built concurrently."""

from __future__ import annotations

from tests.changes.small import HIGH, LOW, index, locks, partitioned, planned, statement


def test_it_reads_and_locks_the_partition_alone() -> None:
    plan = planned(partitioned(LOW, HIGH), partitioned(LOW, HIGH, indexes=(index("i", "a"),)))
    step = statement(plan, "CREATE INDEX CONCURRENTLY low_")
    assert locks(step) == {"low": "SHARE UPDATE EXCLUSIVE"}
    assert [name.name for name in step.scans] == ["low"]
