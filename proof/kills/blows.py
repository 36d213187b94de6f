"""What is killed, and how."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from enum import StrEnum

from proof.servers import Server
from wesley.postgres.session import session

_PIDS = """
SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name ~ %s
"""
# It waits until the process is gone (manual, "Server Signaling Functions"; since 14).
_END = "SELECT pg_terminate_backend(%s, 10000)"


class Blow(StrEnum):
    """What is killed: the tool itself, the server process of one of its connections, or the server."""

    TOOL = "tool"
    WORKER = "worker"
    GUARD = "guard"
    SERVER = "server"


def strike(blow: Blow, conninfo: str, server: Server, record: Callable[[], None]) -> None:
    """Kill it, if it is there.

    Args:
        blow: what.
        conninfo: the database in which the tool works.
        server: its server, which is started again after it was killed.
        record: called before, and only when there is something to kill.
    """
    if blow in (Blow.WORKER, Blow.GUARD):
        _end_connection(blow, conninfo, record)
        return
    record()
    if blow is Blow.TOOL:
        os.kill(os.getpid(), signal.SIGKILL)
    server.stop("immediate")
    server.start()


def _end_connection(blow: Blow, conninfo: str, record: Callable[[], None]) -> None:
    with session(conninfo) as own:
        pids = own.rows(_PIDS, [f"^wesley .* {blow}$"])
        if pids:
            record()
        for (pid,) in pids:
            own.rows(_END, [pid])
