"""A check that is not valid yet is validated, under whatever name."""

from __future__ import annotations

from tests.changes.small import LOW, check, lines, locks, partitioned, planned, statement, table


def test_it_reads_the_table_while_others_write() -> None:
    plan = planned(table(checks=(check("c", "a > 0", valid=False),)), table(checks=(check("c", "a > 0"),)))
    step = statement(plan, "ALTER TABLE s.t VALIDATE")
    assert locks(step) == {"t": "SHARE UPDATE EXCLUSIVE"}
    assert step.probe is not None
    assert step.probe.query == "SELECT * FROM s.t WHERE NOT a > 0 LIMIT 5;"


def test_it_is_validated_before_it_is_renamed() -> None:
    plan = planned(table(checks=(check("c", "a > 0", valid=False),)), table(checks=(check("d", "a > 0"),)))
    assert lines(plan) == [
        "expand validation: ALTER TABLE s.t VALIDATE CONSTRAINT c;",
        "expand transaction: ALTER TABLE s.t RENAME CONSTRAINT c TO d;",
    ]


def test_it_reads_the_partitions() -> None:
    plan = planned(
        partitioned(LOW, checks=(check("c", "a > 0", valid=False),)), partitioned(LOW, checks=(check("c", "a > 0"),))
    )
    assert [name.name for name in plan.steps()[0].statement.scans] == ["low"]
