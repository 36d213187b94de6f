"""Runs that gave no sign of life."""

from __future__ import annotations

import pytest

from tests.health.database.test_unfinished_plan import PLAN
from tests.health.looking import held, run, seen
from wesley.execute.guard import KEY
from wesley.execute.journal.install import install
from wesley.health.database.workers import CHECK
from wesley.postgres.session import session

pytestmark = pytest.mark.server


RUN = "INSERT INTO wesley.runs (run, plan, token, host, process, tool) VALUES ('a', 1, 1, 'host', 7, '0')"


def test_signs_of_life(database: str) -> None:
    assert seen(CHECK, database) == ("ok", "no worker has been here")
    with session(database) as owner:
        install(owner)
    assert seen(CHECK, database) == ("ok", "no worker is at work; all runs have ended")
    run(database, PLAN, RUN)
    status, told = seen(CHECK, database)
    assert (status, told.startswith("1 worker at work; run a by postgres on host, process 7: ")) == ("ok", True)
    run(database, "UPDATE wesley.runs SET seen_at = now() - interval '10 minutes'")
    status, told = seen(CHECK, database)
    assert (status, told.endswith("last sign of life 10 min ago, and it holds no lock")) == ("warning", True)
    with held(database, f"SELECT pg_advisory_lock({KEY})"):
        assert seen(CHECK, database)[0] == "error"
