"""Slots that keep WAL on the disk."""

from __future__ import annotations

import pytest

from tests.health.looking import run, seen
from wesley.health.database import replication_slots
from wesley.health.database.replication_slots import CHECK

pytestmark = pytest.mark.server


def test_a_slot_that_nobody_reads(special: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert seen(CHECK, special) == ("ok", "there are none")
    run(special, "SELECT pg_create_physical_replication_slot('left', true)")
    run(special, "CREATE TABLE filled AS SELECT generate_series(1, 10000) AS id", "DROP TABLE filled")
    status, told = seen(CHECK, special)
    assert (status, told.endswith(", and nobody uses it")) == ("ok", True)
    monkeypatch.setattr(replication_slots, "_LIMITS", (1.0, 1e15))
    assert seen(CHECK, special)[0] == "warning"
    monkeypatch.setattr(replication_slots, "_LIMITS", (1.0, 1.0))
    assert seen(CHECK, special)[0] == "error"


def test_a_slot_that_has_lost_what_it_needs(special: str) -> None:
    run(special, "ALTER SYSTEM SET max_slot_wal_keep_size = '1MB'", "SELECT pg_reload_conf()")
    for _ in range(3):
        run(
            special,
            "CREATE TABLE filled AS SELECT 1 AS id",
            "DROP TABLE filled",
            "SELECT pg_switch_wal()",
            "CHECKPOINT",
        )
    status, told = seen(CHECK, special)
    assert (status, told) == ("error", "1 slot without the WAL that it needs: left")
    run(special, "SELECT pg_drop_replication_slot('left')")
    assert seen(CHECK, special)[0] == "ok"
