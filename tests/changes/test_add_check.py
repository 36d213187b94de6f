"""A check is added NOT VALID and validated on its own."""

from __future__ import annotations

from tests.changes.small import LOW, check, lines, locks, partitioned, planned, statement, table, unique


def test_it_is_validated_in_a_transaction_of_its_own() -> None:
    assert lines(planned(table(), table(checks=(check("c", "a > 0"),)))) == [
        "expand transaction: ALTER TABLE s.t ADD CONSTRAINT c CHECK (a > 0) NOT VALID;",
        "expand validation: ALTER TABLE s.t VALIDATE CONSTRAINT c;",
    ]


def test_one_that_shall_not_be_valid_stays_so() -> None:
    assert lines(planned(table(), table(checks=(check("c", "a > 0", valid=False),)))) == [
        "expand transaction: ALTER TABLE s.t ADD CONSTRAINT c CHECK (a > 0) NOT VALID;",
    ]


def test_it_locks_the_partitions_too() -> None:
    plan = planned(partitioned(LOW), partitioned(LOW, checks=(check("c", "a > 0"),)))
    assert locks(statement(plan, "ALTER TABLE s.t ADD")) == {
        "t": "ACCESS EXCLUSIVE",
        "low": "ACCESS EXCLUSIVE",
    }


def test_a_unique_of_the_same_name_that_goes_later_makes_room() -> None:
    plan = planned(table(uniques=(unique("x", "a"),)), table(checks=(check("x", "a > 0"),)))
    assert lines(plan) == [
        "expand transaction: ALTER INDEX s.x RENAME TO wesley_old_x;",
        "expand transaction: ALTER TABLE s.t ADD CONSTRAINT x CHECK (a > 0) NOT VALID;",
        "expand validation: ALTER TABLE s.t VALIDATE CONSTRAINT x;",
        "contract transaction: ALTER TABLE s.t DROP CONSTRAINT wesley_old_x;",
    ]
