"""The three connections of a run.

The guard holds the advisory lock and stays idle, outside any transaction: one that held a snapshot would stop every
concurrent build (docs/adr/0015). The worker runs the statements. The monitor looks, while the worker waits.
"""

from __future__ import annotations

from contextlib import suppress
from types import TracebackType

from wesley.execute.clock import Clock
from wesley.postgres.session import Session, StatementError, open_session
from wesley.problems.problem import ServerError

ROLES = ("guard", "worker", "monitor")
# A server that misses its client after a minute lets go of the advisory lock of one whose machine is gone; with what is
# usual it would keep whoever resumes waiting for two hours (manual, tcp_keepalives_idle; no effect on a local socket).
_SETTINGS = """
SELECT pg_backend_pid(), set_config('row_security', 'off', false),
    set_config('default_transaction_isolation', 'read committed', false),
    set_config('default_transaction_read_only', 'off', false),
    set_config('statement_timeout', '0', false),
    set_config('lock_timeout', '0', false),
    set_config('idle_in_transaction_session_timeout', '0', false),
    set_config('tcp_keepalives_idle', '30', false), set_config('tcp_keepalives_interval', '10', false),
    set_config('tcp_keepalives_count', '3', false),
    set_config('plan_cache_mode', 'force_generic_plan', false),
    set_config('standard_conforming_strings', 'on', false){newer}
"""
_SINCE = ((140000, "idle_session_timeout"), (170000, "transaction_timeout"))
# A server that does not look for its client goes on with a long statement after the client is gone. Not every system
# that PostgreSQL runs on can look (manual, client_connection_check_interval).
_LOOKS_SINCE = 140000
_LOOK = "SELECT set_config('client_connection_check_interval', '1s', false)"
_RETRY_SECONDS = 0.5


class Connections:
    """The connections of one run; they are closed at the end of the `with` block.

    Args:
        conninfo: any form that libpq accepts.
        run: the run's correlation id; it stands in `application_name`.

    Raises:
        ServerError: no connection can be made.
    """

    def __init__(self, conninfo: str, run: str) -> None:
        self.conninfo = conninfo
        self.run = run
        # What the session of the worker was told to keep, and was seen to; nothing for a new one.
        self.kept: tuple[str, ...] = ()
        self._sessions: dict[str, Session] = {}
        self._pids: dict[str, int] = {}

    def __enter__(self) -> Connections:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        for session in self._sessions.values():
            session.close()

    @property
    def guard(self) -> Session:
        """Holds the advisory lock."""
        return self._session("guard")

    @property
    def worker(self) -> Session:
        """Runs the statements of the plan."""
        return self._session("worker")

    @property
    def monitor(self) -> Session:
        """Looks at what goes on."""
        return self._session("monitor")

    def try_out(self) -> None:
        """Use each once, so that it is known which of them are lost."""
        for session in self._sessions.values():
            if not session.broken:
                with suppress(StatementError):
                    session.run("SELECT 1")

    def broken(self) -> tuple[str, ...]:
        """Which of them are lost."""
        return tuple(role for role, session in self._sessions.items() if session.broken)

    def pid(self, role: str) -> int:
        """The server process of one of them, as the server itself says: a pooler names another one."""
        self._session(role)
        return self._pids[role]

    def pids(self) -> list[int]:
        """The server processes of the run."""
        return [self._pids[role] for role, session in self._sessions.items() if not session.broken]

    def reopen(self, role: str, clock: Clock, patience: float) -> None:
        """Make a connection again, for as long as the run is patient: a server that restarts needs a while.

        Raises:
            ServerError: it cannot be made.
        """
        if (old := self._sessions.pop(role, None)) is not None:
            old.close()
        until = clock.now() + patience
        while True:
            try:
                self._session(role)
            except ServerError:
                if clock.now() >= until:
                    raise
                clock.sleep(clock.jitter(_RETRY_SECONDS))
            else:
                return

    def _session(self, role: str) -> Session:
        if role not in self._sessions:
            opened = open_session(self.conninfo, f"wesley {self.run} {role}")
            try:
                self._pids[role] = _prepare(opened)
            except BaseException:
                opened.close()
                raise
            self._sessions[role] = opened
            self.kept = () if role == "worker" else self.kept
        return self._sessions[role]


def _prepare(session: Session) -> int:
    """Set what holds for the whole session; gives its server process."""
    newer = (name for since, name in _SINCE if session.version >= since)
    settings = "".join(f",\n    set_config('{name}', '0', false)" for name in newer)
    pid = int(session.rows(_SETTINGS.format(newer=settings))[0][0])
    if session.version >= _LOOKS_SINCE:
        with suppress(StatementError):
            session.run(_LOOK)
    return pid
