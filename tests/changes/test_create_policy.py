"""A policy comes before the switch that makes it count."""

from __future__ import annotations

from tests.changes.objects import policy
from tests.changes.small import lines, locks, planned, statement, table


def test_it_comes_before_the_switch() -> None:
    plan = planned(table(), table(policies=(policy(),), row_security=True))
    assert lines(plan) == [
        "expand transaction: CREATE POLICY p ON s.t FOR SELECT TO public USING (a > 0);",
        "expand transaction: ALTER TABLE s.t ENABLE ROW LEVEL SECURITY;",
    ]
    assert len(plan.segments) == 1
    assert locks(statement(plan, "CREATE")) == {"t": "ACCESS EXCLUSIVE"}
