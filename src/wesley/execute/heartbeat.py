"""A sign of life at least every thirty seconds, on the event stream and in the journal."""

from __future__ import annotations

import resource

from wesley.execute.journal import runs
from wesley.execute.run import Run
from wesley.observe.events import Heartbeat

_WAL = "SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint WHERE NOT pg_is_in_recovery()"
_KIBIBYTE = 1024


class Pulse:
    """When the last sign of life was.

    Args:
        run: the run.
    """

    def __init__(self, run: Run) -> None:
        self._run = run
        self._last = run.clock.now()
        self._began = self._last if run.began is None else run.began
        self._wal = wal_position(run) if run.wal is None else run.wal

    def beat(self) -> None:
        """Give a sign of life when it is time; and see that the guard still stands.

        Raises:
            StatementError: a connection is lost.
        """
        if self._run.clock.now() - self._last >= self._run.settings.heartbeat / 2:
            self.give()

    def give(self) -> None:
        """Give a sign of life, whether or not it is time.

        Raises:
            StatementError: a connection is lost.
        """
        run, now = self._run, self._run.clock.now()
        self._last = now
        runs.seen(run.connections.monitor, run.writer.run)
        run.connections.guard.run("SELECT 1")
        used = resource.getrusage(resource.RUSAGE_SELF)
        run.emit(
            Heartbeat(
                elapsed=now - self._began,
                cpu=used.ru_utime + used.ru_stime,
                memory=used.ru_maxrss * _KIBIBYTE,
                backends=len(run.connections.pids()),
                wal=max(wal_position(run) - self._wal, 0),
            )
        )


def wal_position(run: Run) -> int:
    """How many bytes of WAL the server has ever written."""
    rows = run.connections.monitor.rows(_WAL)
    return int(rows[0][0]) if rows else 0
