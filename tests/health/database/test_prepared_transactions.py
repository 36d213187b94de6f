"""Prepared transactions that nobody has ended."""

from __future__ import annotations

import pytest

from tests.health.looking import run, seen
from wesley.health.database import prepared_transactions
from wesley.health.database.prepared_transactions import CHECK

pytestmark = pytest.mark.server


def test_old_and_very_old_ones(special: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert seen(CHECK, special) == ("ok", "there are none")
    run(special, "CREATE TABLE t (id integer)")
    run(special, "BEGIN; INSERT INTO t VALUES (1); PREPARE TRANSACTION 'left'")
    assert seen(CHECK, special)[0] == "ok"
    monkeypatch.setattr(prepared_transactions, "_LIMITS", (0.0, 60.0))
    status, told = seen(CHECK, special)
    assert (status, told.startswith("1 prepared transaction, the oldest, 'left' of postgres")) == ("warning", True)
    monkeypatch.setattr(prepared_transactions, "_LIMITS", (0.0, 0.0))
    assert seen(CHECK, special)[0] == "error"
    run(special, "ROLLBACK PREPARED 'left'", "DROP TABLE t")
