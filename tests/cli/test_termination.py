"""SIGTERM, or SIGHUP, is an exception while a command runs; on a server of somebody else nothing stays behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from wesley.cli.termination import Terminated, termination_raises
from wesley.postgres.session import session

if TYPE_CHECKING:
    from tests.cli.running import Wesley
    from wesley.postgres.embedded import EmbeddedServer

SLOW = """\
"A note."
type Note @table @tenant(column: "orgId") {
  id: ID! @primaryKey
  orgId: ID! @index
}

"It takes a minute to load."
type Nap @view(sql: "SELECT 1 AS number FROM pg_sleep(60)", materialized: true) {
  number: Int
}
"""
NAMES = "SELECT datname FROM pg_database UNION ALL SELECT rolname FROM pg_roles"
SLEEPS = "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_it_is_raised_once_and_not_outside(number: signal.Signals) -> None:
    def end_twice() -> None:
        try:
            os.kill(os.getpid(), number)
        finally:
            for other in (signal.SIGTERM, signal.SIGHUP):
                os.kill(os.getpid(), other)

    with pytest.raises(Terminated) as raised, termination_raises():
        end_twice()
    assert raised.value.number == number
    assert signal.getsignal(number) is signal.SIG_DFL


def test_a_handler_of_somebody_else_stays() -> None:
    seen: list[int] = []
    before = signal.signal(signal.SIGTERM, lambda number, _frame: seen.append(number))
    try:
        with termination_raises():
            os.kill(os.getpid(), signal.SIGTERM)
    finally:
        signal.signal(signal.SIGTERM, before)
    assert seen == [signal.SIGTERM]


@pytest.mark.server
def test_a_test_that_is_told_to_end_leaves_no_database_and_no_role(wesley: Wesley, server18: EmbeddedServer) -> None:
    wesley.write("a.graphql", SLOW)
    command = [sys.executable, "-m", "wesley.cli", "test", "a.graphql", "--database-url", server18.conninfo()]
    with (
        session(server18.conninfo()) as watching,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process,
    ):
        before = watching.rows(NAMES)
        while process.poll() is None and watching.rows(SLEEPS) == [(0,)]:
            pass
        process.send_signal(signal.SIGTERM)
        _, error = process.communicate()
        assert (process.returncode, error) == (143, b"error: told to end\n")
        assert set(watching.rows(NAMES)) <= set(before)
