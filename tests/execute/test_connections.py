"""Three connections with settings of their own."""

from __future__ import annotations

import pytest

from wesley.execute.clock import RealClock
from wesley.execute.connections import ROLES, Connections
from wesley.postgres.session import session
from wesley.problems.problem import ServerError

pytestmark = pytest.mark.server


def test_each_says_what_it_is_for(database: str) -> None:
    with Connections(database, "r1") as connections:
        pids = [getattr(connections, role).pid for role in ROLES]
        sql = "SELECT application_name FROM pg_stat_activity WHERE pid = ANY (%s) ORDER BY pid"
        found = connections.monitor.rows(sql, [sorted(pids)])
        assert sorted(found) == [("wesley r1 guard",), ("wesley r1 monitor",), ("wesley r1 worker",)]
        assert connections.pids() == pids


def test_row_security_makes_an_error_of_what_it_would_hide(database: str) -> None:
    with Connections(database, "r1") as connections:
        for role in ROLES:
            assert getattr(connections, role).rows("SHOW row_security") == [("off",)]


def test_a_server_looks_whether_its_client_is_there(database: str) -> None:
    with Connections(database, "r1") as connections:
        assert connections.worker.rows("SHOW client_connection_check_interval") == [("1s",)]


def test_a_lost_one_is_known_and_made_again_with_its_settings(database: str) -> None:
    with Connections(database, "r1") as connections, session(database) as admin:
        before = connections.worker.pid
        admin.rows("SELECT pg_terminate_backend(%s)", [before])
        with pytest.raises(ServerError):
            connections.worker.run("SELECT 1")
        assert connections.broken() == ("worker",)
        connections.reopen("worker", RealClock(), 5)
        assert connections.broken() == ()
        assert connections.worker.pid != before
        assert connections.worker.rows("SHOW row_security") == [("off",)]


def test_a_server_that_stays_away_is_given_up(database: str) -> None:
    with Connections("host=/nowhere dbname=nothing", "r1") as connections, pytest.raises(ServerError):
        connections.reopen("worker", RealClock(), 0)
    assert database


def test_all_are_closed_in_the_end(database: str) -> None:
    with Connections(database, "r1") as connections:
        pids = [connections.guard.pid, connections.worker.pid]
    with session(database) as admin:
        for _ in range(200):
            if admin.rows("SELECT count(*) FROM pg_stat_activity WHERE pid = ANY (%s)", [pids]) == [(0,)]:
                return
            admin.run("SELECT pg_sleep(0.05)")
    pytest.fail("a connection is left")
