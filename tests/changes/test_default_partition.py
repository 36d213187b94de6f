"""A default partition is proved to hold no rows of a new one before that is attached."""

from __future__ import annotations

from msgspec.structs import replace

from tests.changes.small import HIGH, LOW, REST, lines, locks, partitioned, planned, statement, table
from wesley.ir.index import IndexKey
from wesley.ir.table import Partition, Partitioning, PartitionStrategy


def test_the_default_partition_is_read_while_others_write() -> None:
    plan = planned(partitioned(LOW, REST), partitioned(LOW, HIGH, REST))
    condition = "NOT (k IS NOT NULL AND k >= 10 AND k < 20)"
    found = lines(plan)
    assert found[0].endswith(f"s.rest ADD CONSTRAINT wesley_new_high CHECK ({condition}) NOT VALID;")
    assert found[1] == "expand validation: ALTER TABLE s.rest VALIDATE CONSTRAINT wesley_new_high;"
    assert found[-1] == "expand transaction: ALTER TABLE s.rest DROP CONSTRAINT wesley_new_high;"
    assert statement(plan, "ALTER TABLE s.t ATTACH").scans == ()


def test_a_condition_that_is_not_known_leaves_the_reading_to_attach() -> None:
    bound = ("high", "FOR VALUES FROM (10, 1) TO (20, 1)")
    by = two_keys()
    old = replace(table(), partitioning=replace(by, partitions=partitions(REST)))
    new = replace(table(), partitioning=replace(by, partitions=partitions(bound, REST)))
    step = statement(planned(old, new), "ALTER TABLE s.t ATTACH")
    assert [name.name for name in step.scans] == ["rest"]
    assert locks(step)["rest"] == "ACCESS EXCLUSIVE"


def two_keys() -> Partitioning:
    return Partitioning(strategy=PartitionStrategy.RANGE, keys=(IndexKey(column="k"), IndexKey(column="a")))


def partitions(*parts: tuple[str, str]) -> tuple[Partition, ...]:
    return tuple(Partition(schema="s", name=name, bound=bound) for name, bound in parts)
