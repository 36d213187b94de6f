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
        self._began = self._last = run.clock.now()
        self._wal = _wal(run)

    def beat(self) -> None:
        """Give a sign of life when it is time; and see that the guard still stands.

        Raises:
            StatementError: a connection is lost.
        """
        run, now = self._run, self._run.clock.now()
        if now - self._last < run.settings.heartbeat / 2:
            return
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
                wal=max(_wal(run) - self._wal, 0),
            )
        )


def _wal(run: Run) -> int:
    rows = run.connections.monitor.rows(_WAL)
    return int(rows[0][0]) if rows else 0
