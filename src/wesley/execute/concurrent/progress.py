"""How far the build of an index is, from `pg_stat_progress_create_index`."""

from __future__ import annotations

from msgspec import Struct

from wesley.execute.run import Run
from wesley.observe.events import Progressed

_PROGRESS = """
SELECT phase, coalesce(lockers_total, 0), coalesce(lockers_done, 0), coalesce(blocks_total, 0),
    coalesce(blocks_done, 0), coalesce(tuples_total, 0), coalesce(tuples_done, 0)
FROM pg_stat_progress_create_index WHERE pid = %s
"""
# Before this a rate says nothing.
_LEAST_SECONDS = 1.0
# A phase slows down when the table no longer fits the cache.
_SLOWER = 1.5


class Stage(Struct, frozen=True):
    """What a build does right now.

    Args:
        phase: as PostgreSQL calls it (manual, "CREATE INDEX Progress Reporting").
        done, total: units of it; total is 0 when unknown.
        unit: what they count.
    """

    phase: str
    done: int = 0
    total: int = 0
    unit: str = ""


class BuildProgress:
    """Tells how far a build is.

    Args:
        run: the run.
        number: the statement's.
    """

    def __init__(self, run: Run, number: int) -> None:
        self._run = run
        self._number = number
        self._began = self._phase_began = run.clock.now()
        self._last: Stage | None = None

    def look(self) -> Stage | None:
        """Tell what has changed since the last look; gives what is done right now, None before and after the build."""
        rows = self._run.connections.monitor.rows(_PROGRESS, [self._run.connections.pid("worker")])
        if not rows:
            return None
        stage = _stage(*rows[0])
        if stage != self._last:
            self._tell(stage)
        self._last = stage
        return stage

    def _tell(self, stage: Stage) -> None:
        now = self._run.clock.now()
        if self._last is None or self._last.phase != stage.phase:
            self._phase_began = now
        fastest, slowest = left(stage, now - self._phase_began, now - self._began)
        self._run.emit(
            Progressed(
                number=self._number,
                what=stage.phase,
                done=stage.done,
                total=stage.total,
                unit=stage.unit,
                fastest=fastest,
                slowest=slowest,
            )
        )


def left(stage: Stage, in_phase: float, in_all: float) -> tuple[float | None, float | None]:
    """The seconds that a build still takes, as a range; None when nobody can tell.

    The shortest is what this phase takes at its pace. A build reads the table a second time to validate the index, for
    at most as long as it took so far; nobody knows how long it waits for others.

    Args:
        stage: what it does.
        in_phase: seconds since it began to do that.
        in_all: seconds since the statement began.
    """
    if stage.unit == "lockers" or not stage.done or not stage.total or in_phase < _LEAST_SECONDS:
        return None, None
    rest = in_phase * max(stage.total - stage.done, 0) / stage.done
    again = in_all + rest if stage.phase.startswith("building") else 0.0
    return rest, rest * _SLOWER + again


def _stage(phase: str, lockers: int, lockers_done: int, blocks: int, blocks_done: int, rows: int, done: int) -> Stage:
    if phase.startswith("waiting"):
        return Stage(phase, lockers_done, lockers, "lockers")
    if rows and "scanning" not in phase:
        return Stage(phase, done, rows, "rows")
    return Stage(phase, blocks_done, blocks, "blocks") if blocks else Stage(phase)
