"""What ALTER POLICY cannot do is done in one transaction."""

from __future__ import annotations

import pytest

from tests.changes.objects import policy
from tests.changes.small import lines, planned, table
from wesley.ir.expression import Expression
from wesley.ir.policy import Policy, PolicyCommand

CHECKED = policy(command=PolicyCommand.UPDATE, check=Expression(sql="a > 5", columns=("a",)))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (policy(), policy(command=PolicyCommand.DELETE)),
        (policy(), policy(permissive=False)),
        (CHECKED, policy(command=PolicyCommand.UPDATE)),
    ],
    ids=["command", "permissive", "check"],
)
def test_dropped_and_created_in_one_transaction(old: Policy, new: Policy) -> None:
    plan = planned(table(policies=(old,)), table(policies=(new,)))
    assert [line.split(": ")[1][:15] for line in lines(plan)] == ["DROP POLICY p O", "CREATE POLICY p"]
    assert len(plan.segments) == 1
