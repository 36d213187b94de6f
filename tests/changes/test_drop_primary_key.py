"""A primary key goes when the old application is gone."""

from __future__ import annotations

from tests.changes.small import lines, locks, planned, primary_key, table


def test_it_waits() -> None:
    plan = planned(table(primary_key=primary_key("x", "a")), table())
    assert lines(plan) == ["contract transaction: ALTER TABLE s.t DROP CONSTRAINT x;"]
    assert locks(plan.steps()[0].statement) == {"t": "ACCESS EXCLUSIVE", "x": "ACCESS EXCLUSIVE"}
