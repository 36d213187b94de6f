"""How near the wraparound is."""

from __future__ import annotations

import pytest

from tests.health.looking import seen
from wesley.health.database.transaction_ids import CHECK, judged

pytestmark = pytest.mark.server


def test_a_young_database(database: str) -> None:
    status, told = seen(CHECK, database)
    assert (status, told.endswith(" transaction ids since the last freezing, 0% of what there is")) == ("ok", True)


@pytest.mark.parametrize(
    ("transactions", "members", "status"),
    [(200e6, 0, "ok"), (600e6, 0, "warning"), (200e6, 600e6, "warning"), (1.1e9, 0, "error")],
)
def test_ages(transactions: float, members: float, status: str) -> None:
    assert judged(transactions, members).status == status
