"""Room in the table of locks."""

from __future__ import annotations

import pytest

from tests.health.looking import held, seen
from wesley.health.database import lock_table
from wesley.health.database.lock_table import CHECK

pytestmark = pytest.mark.server


def test_a_table_of_locks_that_fills(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert seen(CHECK, database)[0] == "ok"
    monkeypatch.setattr(lock_table, "_LIMITS", (0.01, 0.5))
    with held(database, "SELECT pg_advisory_lock(n) FROM generate_series(1, 500) AS n"):
        assert seen(CHECK, database)[0] == "warning"
        monkeypatch.setattr(lock_table, "_LIMITS", (0.01, 0.02))
        assert seen(CHECK, database)[0] == "error"


def test_a_table_with_many_partitions(database: str) -> None:
    partitions = (f"CREATE TABLE part_{number} PARTITION OF events FOR VALUES IN ({number})" for number in range(30))
    with held(database, "CREATE TABLE events (id integer) PARTITION BY LIST (id)", *partitions):
        status, told = seen(CHECK, database)
    assert status == "ok"
    assert told.endswith("a statement on all partitions of one table takes 30 and more")
