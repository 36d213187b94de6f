"""A unique constraint is replaced without a gap."""

from __future__ import annotations

from tests.changes.small import lines, planned, table, unique


def test_both_hold_until_the_contract() -> None:
    plan = planned(table(uniques=(unique("u", "a"),)), table(uniques=(unique("u", "b"),)))
    assert lines(plan) == [
        "expand concurrent: CREATE UNIQUE INDEX CONCURRENTLY wesley_new_u ON s.t USING btree (b);",
        "expand transaction: ALTER TABLE s.t ADD CONSTRAINT wesley_new_u UNIQUE USING INDEX wesley_new_u;",
        "expand transaction: ALTER INDEX s.u RENAME TO wesley_old_u;",
        "expand transaction: ALTER INDEX s.wesley_new_u RENAME TO u;",
        "contract transaction: ALTER TABLE s.t DROP CONSTRAINT wesley_old_u;",
    ]


def test_a_constraint_that_an_interrupted_plan_left_is_used() -> None:
    old = table(uniques=(unique("u", "a"), unique("wesley_new_u", "b")))
    assert lines(planned(old, table(uniques=(unique("u", "b"),)))) == [
        "expand transaction: ALTER INDEX s.u RENAME TO wesley_old_u;",
        "expand transaction: ALTER INDEX s.wesley_new_u RENAME TO u;",
        "contract transaction: ALTER TABLE s.t DROP CONSTRAINT wesley_old_u;",
    ]
