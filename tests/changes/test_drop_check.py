"""A check goes at once: what it forbade, the new application may write."""

from __future__ import annotations

from tests.changes.small import check, lines, planned, table


def test_it_does_not_wait() -> None:
    assert lines(planned(table(checks=(check("c", "a > 0"),)), table())) == [
        "expand transaction: ALTER TABLE s.t DROP CONSTRAINT c;"
    ]
