"""An invalid index is built anew."""

from __future__ import annotations

from tests.changes.small import index, invalid, lines, planned, table


def test_it_is_dropped_and_built() -> None:
    plan = planned(table(indexes=(invalid(index("i", "a")),)), table(indexes=(index("i", "a"),)))
    assert lines(plan) == [
        "expand concurrent: DROP INDEX CONCURRENTLY s.i;",
        "expand concurrent: CREATE INDEX CONCURRENTLY i ON s.t USING btree (a);",
    ]


def test_it_is_built_before_it_gets_another_name() -> None:
    plan = planned(table(indexes=(invalid(index("i", "a")),)), table(indexes=(index("j", "a"),)))
    assert lines(plan)[-1] == "expand transaction: ALTER INDEX s.i RENAME TO j;"
