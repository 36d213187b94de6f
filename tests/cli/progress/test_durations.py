"""Numbers and durations in words."""

from __future__ import annotations

from wesley.cli.progress.durations import many


def test_many() -> None:
    assert (many(1, "row"), many(12000, "row"), many(0, "row")) == ("1 row", "12,000 rows", "0 rows")
