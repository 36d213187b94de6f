"""A check is replaced in one transaction."""

from __future__ import annotations

from tests.changes.small import check, lines, planned, table


def test_no_write_slips_through_between_the_two() -> None:
    plan = planned(table(checks=(check("c", "a > 0"),)), table(checks=(check("c", "a > 1"),)))
    assert lines(plan) == [
        "expand transaction: ALTER TABLE s.t DROP CONSTRAINT c;",
        "expand transaction: ALTER TABLE s.t ADD CONSTRAINT c CHECK (a > 1) NOT VALID;",
        "expand validation: ALTER TABLE s.t VALIDATE CONSTRAINT c;",
    ]
    assert len(plan.segments) == 2


def test_one_that_loses_its_validity_is_made_anew() -> None:
    plan = planned(table(checks=(check("c", "a > 0"),)), table(checks=(check("c", "a > 0", valid=False),)))
    assert lines(plan) == [
        "expand transaction: ALTER TABLE s.t DROP CONSTRAINT c;",
        "expand transaction: ALTER TABLE s.t ADD CONSTRAINT c CHECK (a > 0) NOT VALID;",
    ]
