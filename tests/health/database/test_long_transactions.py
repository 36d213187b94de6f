"""Transactions that have been open for long."""

from __future__ import annotations

import pytest

from tests.health.looking import found, held, role, seen
from wesley.health.database import long_transactions
from wesley.health.database.long_transactions import CHECK

pytestmark = pytest.mark.server


def test_a_young_transaction(database: str) -> None:
    with held(database, "BEGIN", "SELECT 1"):
        assert seen(CHECK, database) == ("ok", "none of 1 other session is in a long transaction")


def test_an_old_transaction(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with held(database, "BEGIN", "SELECT 1") as other:
        monkeypatch.setattr(long_transactions, "_LIMITS", (0.0, 3600.0))
        finding = found(CHECK, database)
        assert (finding.status, f"process {other.pid} of postgres" in finding.seen) == ("warning", True)
        assert f"SELECT pg_terminate_backend({other.pid})" in finding.do
        monkeypatch.setattr(long_transactions, "_LIMITS", (0.0, 0.0))
        assert found(CHECK, database).status == "error"


def test_what_may_not_be_seen_is_no_good_news(database: str) -> None:
    with role(database, "doctor_plain") as address, held(database, "BEGIN", "SELECT 1"):
        assert seen(CHECK, address) == ("skipped", "1 session of other roles cannot be seen")
