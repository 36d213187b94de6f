"""Row-level security goes on when the policies are there."""

from __future__ import annotations

from tests.changes.small import lines, locks, planned, table


def test_on_and_forced() -> None:
    plan = planned(table(), table(row_security=True, force_row_security=True))
    assert lines(plan) == [
        "expand transaction: ALTER TABLE s.t ENABLE ROW LEVEL SECURITY;",
        "expand transaction: ALTER TABLE s.t FORCE ROW LEVEL SECURITY;",
    ]
    assert locks(plan.steps()[0].statement) == {"t": "ACCESS EXCLUSIVE"}
