"""A check or foreign key of another name is renamed."""

from __future__ import annotations

from tests.changes.small import check, foreign_key, lines, locks, parent, planned, table


def test_a_check_of_the_same_condition_is_renamed() -> None:
    plan = planned(table(checks=(check("c", "a > 0"),)), table(checks=(check("d", "a > 0"),)))
    assert lines(plan) == ["expand transaction: ALTER TABLE s.t RENAME CONSTRAINT c TO d;"]


def test_a_foreign_key_that_refers_to_the_same_is_renamed() -> None:
    old, new = table(foreign_keys=(foreign_key("f"),)), table(foreign_keys=(foreign_key("g"),))
    plan = planned((parent(), old), (parent(), new))
    assert lines(plan) == ["expand transaction: ALTER TABLE s.t RENAME CONSTRAINT f TO g;"]
    assert locks(plan.steps()[0].statement) == {"t": "ACCESS EXCLUSIVE"}
