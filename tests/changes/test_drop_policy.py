"""A permissive policy waits, a restrictive one goes at once."""

from __future__ import annotations

from tests.changes.objects import policy
from tests.changes.small import lines, planned, table


def test_a_permissive_one_waits() -> None:
    assert lines(planned(table(policies=(policy(),)), table())) == ["contract transaction: DROP POLICY p ON s.t;"]


def test_a_restrictive_one_only_took_rows_away() -> None:
    old = table(policies=(policy(permissive=False),))
    assert lines(planned(old, table())) == ["expand transaction: DROP POLICY p ON s.t;"]
