"""Timeouts for each kind of segment, against those of the role."""

from __future__ import annotations

import pytest

from wesley.execute.clock import RealClock
from wesley.execute.connections import Connections
from wesley.execute.timeouts import Timeouts, of_kind, set_timeouts
from wesley.plan.plan import SegmentKind
from wesley.postgres.session import session


def test_several_locks_share_the_budget() -> None:
    assert of_kind(SegmentKind.TRANSACTION, 0.1, 4).lock == 25


def test_nothing_ends_a_concurrent_build() -> None:
    assert of_kind(SegmentKind.CONCURRENT, 0.1, 1) == Timeouts(lock=0, statement=0)


@pytest.mark.server
def test_those_of_the_role_do_not_hold(database: str) -> None:
    with session(database) as admin:
        admin.run("CREATE ROLE hasty LOGIN; ALTER ROLE hasty SET statement_timeout = '1ms'")
        admin.run(
            "ALTER ROLE hasty SET lock_timeout = '1ms'; ALTER ROLE hasty SET idle_in_transaction_session_timeout = 1"
        )
        try:
            with Connections(f"{database} user=hasty", "test") as connections:
                worker = connections.worker
                set_timeouts(connections, Timeouts())
                worker.run("SELECT pg_sleep(0.01)")
                set_timeouts(connections, Timeouts(lock=100, statement=5000))
                assert worker.rows("SHOW lock_timeout") == [("100ms",)]
                assert worker.rows("SHOW statement_timeout") == [("5s",)]
                assert worker.rows("SHOW idle_in_transaction_session_timeout") == [("0",)]
                assert worker.rows("SHOW row_security") == [("off",)]
                connections.reopen("worker", RealClock(), 5)
                set_timeouts(connections, Timeouts(lock=100, statement=5000))
                assert connections.worker.rows("SHOW lock_timeout") == [("100ms",)]
        finally:
            admin.run("DROP ROLE hasty")
