"""The partitions get a key first, and their table takes it over."""

from __future__ import annotations

from tests.changes.small import HIGH, LOW, lines, partitioned, planned, primary_key, unique


def test_every_index_is_built_before_any_partition_is_locked() -> None:
    plan = planned(partitioned(LOW, HIGH), partitioned(LOW, HIGH, uniques=(unique("u", "a", "k"),)))
    assert [line.partition(":")[0] for line in lines(plan)] == [
        "expand concurrent",
        "expand concurrent",
        "expand transaction",
        "expand transaction",
        "expand transaction",
    ]


def test_a_primary_key_changes_in_one_transaction() -> None:
    old, new = primary_key("x", "a", "k"), primary_key("x", "k", "a")
    plan = planned(partitioned(LOW, primary_key=old), partitioned(LOW, primary_key=new))
    assert len(plan.segments) == 2
    assert lines(plan)[1:] == [
        "expand transaction: ALTER TABLE s.t DROP CONSTRAINT x;",
        lines(plan)[2],
        "expand transaction: ALTER TABLE s.t ADD CONSTRAINT x PRIMARY KEY (k, a);",
    ]
