"""A unique or primary key of another name is renamed, when nobody names the old one any more."""

from __future__ import annotations

from tests.changes.small import lines, locks, planned, primary_key, table, unique


def test_the_index_is_renamed_which_does_not_lock_the_table() -> None:
    plan = planned(table(uniques=(unique("u", "a"),)), table(uniques=(unique("v", "a"),)))
    assert lines(plan) == ["contract transaction: ALTER INDEX s.u RENAME TO v;"]
    assert locks(plan.steps()[0].statement) == {"u": "SHARE UPDATE EXCLUSIVE"}


def test_a_primary_key_is_renamed_too() -> None:
    plan = planned(table(primary_key=primary_key("x", "a")), table(primary_key=primary_key("y", "a")))
    assert lines(plan) == ["contract transaction: ALTER INDEX s.x RENAME TO y;"]
