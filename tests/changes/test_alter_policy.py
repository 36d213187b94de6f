"""Roles, conditions and names of policies change in place."""

from __future__ import annotations

from tests.changes.objects import policy
from tests.changes.small import lines, planned, table


def test_roles_and_conditions() -> None:
    old, new = (table(policies=(each,)) for each in (policy(), policy(using="a > 1", roles=("app",))))
    assert lines(planned(old, new)) == ["expand transaction: ALTER POLICY p ON s.t TO app USING (a > 1);"]


def test_the_name() -> None:
    old, new = (table(policies=(policy(name),)) for name in ("p", "q"))
    assert lines(planned(old, new)) == ["expand transaction: ALTER POLICY p ON s.t RENAME TO q;"]
