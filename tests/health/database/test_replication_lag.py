"""How far standbys are behind."""

from __future__ import annotations

import pytest

from tests.cli.migration.databases import until
from tests.execute.standby import Pair
from tests.health.looking import role, run, seen
from wesley.health.database import replication_lag
from wesley.health.database.replication_lag import CHECK

pytestmark = pytest.mark.server


def test_a_server_without_standbys(database: str) -> None:
    assert seen(CHECK, database) == ("ok", "there are no standbys")


def test_a_standby_that_stays_behind(two: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    until(lambda: seen(CHECK, two.primary)[1].startswith("1 standby"))
    until(lambda: seen(CHECK, two.primary)[0] == "ok")
    run(two.standby, "SELECT pg_wal_replay_pause()")
    run(two.primary, "CREATE TABLE filled AS SELECT generate_series(1, 10000) AS id")
    monkeypatch.setattr(replication_lag, "_BYTES", (1, 1 << 40))
    until(lambda: seen(CHECK, two.primary)[0] == "warning")
    monkeypatch.setattr(replication_lag, "_BYTES", (1, 1))
    assert seen(CHECK, two.primary)[0] == "error"
    with role(two.primary, "doctor_plain") as address:
        assert seen(CHECK, address) == ("skipped", "how far standbys are behind cannot be seen")
    assert seen(CHECK, two.standby) == ("skipped", "the server is a standby itself")
    run(two.standby, "SELECT pg_wal_replay_resume()")
    run(two.primary, "DROP TABLE filled")
