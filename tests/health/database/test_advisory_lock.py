"""Whether another migrator works here."""

from __future__ import annotations

import pytest

from tests.health.looking import held, seen
from wesley.execute.guard import KEY
from wesley.health.database.advisory_lock import CHECK

pytestmark = pytest.mark.server


def test_nobody(database: str) -> None:
    assert seen(CHECK, database) == ("ok", "nobody holds the lock of a migrator")


def test_another_migrator(database: str) -> None:
    with held(database, f"SELECT pg_advisory_lock({KEY})") as other:
        status, told = seen(CHECK, database)
        assert (status, f"process {other.pid} of postgres" in told) == ("warning", True)
