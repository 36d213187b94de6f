"""A unique constraint goes when the old application is gone."""

from __future__ import annotations

from tests.changes.small import lines, planned, table, unique


def test_it_waits() -> None:
    assert lines(planned(table(uniques=(unique("u", "a"),)), table())) == [
        "contract transaction: ALTER TABLE s.t DROP CONSTRAINT u;"
    ]
