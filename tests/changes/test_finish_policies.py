"""What waits goes in one transaction as well."""

from __future__ import annotations

from tests.changes.objects import policy
from tests.changes.small import planned, table
from wesley.plan.plan import Phase


def test_permissive_policies_and_what_restricted_them_go_together() -> None:
    old = table(policies=(policy("a"), policy("b", using="a > 1"), policy("limit", using="a > 2", permissive=False)))
    (segment,) = planned(old, table()).segments
    assert segment.phase is Phase.CONTRACT
    assert {step.title for step in segment.steps} == {"Take away policies of s.t"}
