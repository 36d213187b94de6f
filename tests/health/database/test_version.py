"""Whether a version is known and still mended."""

from __future__ import annotations

from datetime import date

import pytest

from tests.health.looking import found
from wesley.health.database.version import CHECK, judged

pytestmark = pytest.mark.server


def test_the_servers_at_hand(database: str) -> None:
    finding = found(CHECK, database)
    assert finding.seen.startswith("PostgreSQL 1")
    assert finding.value in {15.0, 18.0}


@pytest.mark.parametrize(
    ("major", "today", "status"),
    [
        (18, date(2027, 1, 1), "ok"),
        (15, date(2027, 6, 1), "warning"),
        (15, date(2028, 1, 1), "warning"),
        (11, date(2027, 1, 1), "error"),
        (19, date(2027, 1, 1), "error"),
    ],
)
def test_a_version_on_a_day(major: int, today: date, status: str) -> None:
    assert judged(major, f"{major}.1", today).status == status
