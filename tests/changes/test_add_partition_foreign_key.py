"""Before PostgreSQL 18 each partition gets the foreign key first."""

from __future__ import annotations

from tests.changes.small import HIGH, LOW, foreign_key, lines, locks, parent, partitioned, planned


def test_the_table_takes_over_the_valid_ones_of_its_partitions() -> None:
    old, new = partitioned(LOW, HIGH), partitioned(LOW, HIGH, foreign_keys=(foreign_key("f"),))
    plan = planned((parent(), old), (parent(), new), server=17)
    assert [line.split(" ADD")[0].split(" VALIDATE")[0] for line in lines(plan)] == [
        "expand transaction: ALTER TABLE s.high",
        "expand validation: ALTER TABLE s.high",
        "expand transaction: ALTER TABLE s.low",
        "expand validation: ALTER TABLE s.low",
        "expand transaction: ALTER TABLE s.t",
    ]
    assert locks(plan.steps()[-1].statement)["p"] == "ACCESS EXCLUSIVE"
