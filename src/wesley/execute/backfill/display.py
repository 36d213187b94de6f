"""How far a backfill is, for those who watch."""

from __future__ import annotations

from wesley.changes.statement import Batches
from wesley.execute.backfill.pace import Speeds
from wesley.execute.backfill.position import PagePosition, Position
from wesley.execute.run import Run
from wesley.observe.events import Progressed
from wesley.sql.text import qualified

_TELL_SECONDS = 0.5
# What the server knows of its partitions, too; -1, before 14 also 0, is "never analyzed" (manual, pg_class).
_ESTIMATE = """
SELECT coalesce(sum(greatest(c.reltuples, 0)), 0)::bigint
FROM pg_partition_tree(%s::regclass) AS part JOIN pg_class c ON c.oid = part.relid WHERE part.isleaf
"""
_ESTIMATE_ALONE = "SELECT greatest(reltuples, 0)::bigint FROM pg_class WHERE oid = %s::regclass"


class Display:
    """Tells from time to time how far a backfill is.

    Args:
        run: the run.
        number: the statement's.
        batches: the backfill.
        position: where it stands.
    """

    def __init__(self, run: Run, number: int, batches: Batches, position: Position) -> None:
        self._run = run
        self._number = number
        self._rows = 0 if isinstance(position, PagePosition) else _estimate(run, batches)
        self._speeds = Speeds()
        self._last = run.clock.now()
        self._told: float | None = None

    def show(self, position: Position, length: int) -> None:
        """Tell where it stands.

        Args:
            position: behind the last batch.
            length: how far that went, in rows or blocks.
        """
        now = self._run.clock.now()
        self._speeds = self._speeds.with_batch(length, now - self._last)
        self._last = now
        if self._told is None or now - self._told >= _TELL_SECONDS or position.is_over:
            self._told = now
            self._run.emit(self._progressed(position))

    def _progressed(self, position: Position) -> Progressed:
        by_page = isinstance(position, PagePosition)
        if isinstance(position, PagePosition):
            done, total = position.page, position.end or 0
        else:
            # The server's number is an estimate, and rows come meanwhile.
            done, total = position.walked, max(self._rows, position.walked) if self._rows else 0
        done = total if position.is_over else done
        left = self._speeds.remaining(total - done) if total else None
        return Progressed(
            number=self._number,
            what="filling rows",
            done=done,
            total=total,
            unit="blocks" if by_page else "rows",
            fastest=left.fastest if left else None,
            slowest=left.slowest if left else None,
        )


def _estimate(run: Run, batches: Batches) -> int:
    table = qualified(batches.table.schema, batches.table.name)
    monitor = run.connections.monitor
    return int(monitor.rows(_ESTIMATE, [table])[0][0]) or int(monitor.rows(_ESTIMATE_ALONE, [table])[0][0])
