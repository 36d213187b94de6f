"""What a safeguard is there for, made to happen while `wesley migrate` runs in this process."""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from typing import Any
from unittest.mock import patch

from wesley.changes.lock import RelationLock
from wesley.cli.migration import conduct
from wesley.execute import attempts, guard
from wesley.execute.clock import RealClock
from wesley.execute.locks import wait_for_holders
from wesley.execute.perform import perform
from wesley.execute.run import Run
from wesley.postgres.session import StatementError, open_session, session
from wesley.problems.problem import ServerError

_READING = 4.0
_AGE = 1.0
_LOOK = 0.02
# PostgreSQL looks for a deadlock once, deadlock_timeout (1 s) after somebody began to wait.
_DEADLOCK_SECONDS = 1.5
_BUILDING = """
SELECT a.pid FROM pg_stat_activity a
WHERE a.application_name ~ '^wesley .* worker$' AND a.query ~ '^CREATE INDEX CONCURRENTLY' AND a.state = 'active'
    AND EXISTS (SELECT FROM pg_index i WHERE i.indrelid = 'orders'::regclass AND NOT i.indisvalid)
"""
_END = "SELECT pg_terminate_backend(%s, 10000)"


def nothing(_conninfo: str) -> None:
    """The clients of the load proof are trouble enough."""


def old_reader(conninfo: str) -> None:
    """Somebody has read the table a while ago and stays."""

    def performed(*arguments: Any) -> Any:
        _read(conninfo)
        time.sleep(_AGE)
        return perform(*arguments)

    patch.object(conduct, "perform", performed).start()


def late_reader(conninfo: str) -> None:
    """Somebody reads the table and stays, just when nobody was seen any more who is in the way."""
    came = threading.Event()

    def looked(run: Run, locks: tuple[RelationLock, ...], *others: Any) -> bool:
        vacuum = wait_for_holders(run, locks, *others)
        if locks and not came.is_set():
            came.set()
            _read(conninfo)
        return vacuum

    patch.object(attempts, "wait_for_holders", looked).start()


def _read(conninfo: str) -> None:
    own = open_session(conninfo)
    own.run("BEGIN; SELECT FROM orders LIMIT 1")
    threading.Timer(_READING, own.close).start()


def dying_build(conninfo: str) -> None:
    """The server process of an index build dies, once."""

    def kill() -> None:
        with session(conninfo) as own:
            while not (building := own.rows(_BUILDING)):
                time.sleep(_LOOK)
            own.rows(_END, list(building[0]))

    threading.Thread(target=kill, daemon=True).start()


def second_migrator(conninfo: str) -> None:
    """Another migrator comes while the first one is at work, and waits for it."""

    def performed(*arguments: Any) -> Any:
        threading.Thread(target=_come, args=(conninfo,), daemon=True).start()
        time.sleep(_DEADLOCK_SECONDS)
        return perform(*arguments)

    patch.object(conduct, "perform", performed).start()


def _come(conninfo: str) -> None:
    with suppress(ServerError, StatementError), session(conninfo) as own:
        guard.take(own, RealClock(), 600.0)
