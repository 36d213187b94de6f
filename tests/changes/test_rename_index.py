"""An index of another name is renamed."""

from __future__ import annotations

from tests.changes.small import index, lines, locks, planned, table


def test_an_index_of_the_same_keys_is_renamed() -> None:
    plan = planned(table(indexes=(index("i", "a"),)), table(indexes=(index("j", "a"),)))
    assert lines(plan) == ["expand transaction: ALTER INDEX s.i RENAME TO j;"]
    assert locks(plan.steps()[0].statement) == {"i": "SHARE UPDATE EXCLUSIVE"}


def test_of_two_equal_ones_one_is_renamed_and_the_other_is_dropped() -> None:
    plan = planned(table(indexes=(index("i", "a"), index("j", "a"))), table(indexes=(index("k", "a"),)))
    assert lines(plan) == [
        "expand transaction: ALTER INDEX s.i RENAME TO k;",
        "contract concurrent: DROP INDEX CONCURRENTLY s.j;",
    ]
