"""An index is replaced without a gap."""

from __future__ import annotations

from tests.changes.small import index, invalid, lines, planned, table


def test_the_new_one_is_there_before_the_old_one_goes() -> None:
    plan = planned(table(indexes=(index("i", "a"),)), table(indexes=(index("i", "b"),)))
    assert lines(plan) == [
        "expand concurrent: CREATE INDEX CONCURRENTLY wesley_new_i ON s.t USING btree (b);",
        "expand transaction: ALTER INDEX s.i RENAME TO wesley_old_i;",
        "expand transaction: ALTER INDEX s.wesley_new_i RENAME TO i;",
        "contract concurrent: DROP INDEX CONCURRENTLY s.wesley_old_i;",
    ]


def test_an_index_that_is_left_over_and_fits_takes_its_place() -> None:
    plan = planned(table(indexes=(index("i", "a"), index("j", "b"))), table(indexes=(index("i", "b"),)))
    assert lines(plan) == [
        "expand transaction: ALTER INDEX s.i RENAME TO wesley_old_i;",
        "expand transaction: ALTER INDEX s.j RENAME TO i;",
        "contract concurrent: DROP INDEX CONCURRENTLY s.wesley_old_i;",
    ]


def test_what_a_stopped_build_left_is_built_again() -> None:
    left = invalid(index("wesley_new_i", "b"))
    plan = planned(table(indexes=(index("i", "a"), left)), table(indexes=(index("i", "b"),)))
    assert lines(plan)[:2] == [
        "expand concurrent: DROP INDEX CONCURRENTLY s.wesley_new_i;",
        "expand concurrent: CREATE INDEX CONCURRENTLY wesley_new_i ON s.t USING btree (b);",
    ]


def test_an_old_one_that_still_waits_keeps_its_name() -> None:
    waiting = index("wesley_old_i", "k")
    plan = planned(table(indexes=(index("i", "a"), waiting)), table(indexes=(index("i", "b"),)))
    assert "expand transaction: ALTER INDEX s.i RENAME TO wesley_old_i_2;" in lines(plan)
