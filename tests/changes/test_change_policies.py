"""The policies of a table change in one transaction."""

from __future__ import annotations

from tests.changes.objects import policy
from tests.changes.small import lines, planned, table


def test_together_even_when_other_tables_change_too() -> None:
    old = tuple(table(name, policies=(policy("p"), policy("limit", permissive=False))) for name in ("t", "u"))
    new = tuple(table(name, policies=(policy("p", using="a > 1"), policy("q", using="a > 2"))) for name in ("t", "u"))
    plan = planned(old, new)
    assert len(lines(plan)) == 6
    assert [sorted({step.title for step in segment.steps}) for segment in plan.segments] == [
        ["Change the policies of s.t"],
        ["Change the policies of s.u"],
    ]
