"""Sessions that sit in an open transaction."""

from __future__ import annotations

import pytest

from tests.health.looking import found, held, role, seen
from wesley.health.database import idle_in_transaction
from wesley.health.database.idle_in_transaction import CHECK

pytestmark = pytest.mark.server


def test_an_idle_session_outside_of_a_transaction(database: str) -> None:
    with held(database, "SELECT 1"):
        assert seen(CHECK, database) == ("ok", "none of 1 other session is idle in a transaction")


def test_one_inside_of_a_transaction(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with held(database, "BEGIN", "SELECT 1") as other:
        assert found(CHECK, database).status == "ok"
        monkeypatch.setattr(idle_in_transaction, "_LIMITS", (0.0, 3600.0))
        finding = found(CHECK, database)
        assert (finding.status, f"process {other.pid} of postgres" in finding.seen) == ("warning", True)
        monkeypatch.setattr(idle_in_transaction, "_LIMITS", (0.0, 0.0))
        assert found(CHECK, database).status == "error"


def test_what_may_not_be_seen_is_no_good_news(database: str) -> None:
    with role(database, "doctor_plain") as address, held(database, "BEGIN", "SELECT 1"):
        assert seen(CHECK, address) == ("skipped", "1 session of other roles cannot be seen")
