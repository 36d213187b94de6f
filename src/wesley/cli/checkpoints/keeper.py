"""Keeps the local checkpoint of a run up to date."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from wesley.cli.checkpoints import store
from wesley.cli.checkpoints.checkpoint import Checkpoint, Place
from wesley.cli.progress.moment import Moment, now
from wesley.execute.journal.segments import Progress
from wesley.observe.events import (
    Checkpointed,
    Emit,
    Event,
    Outcome,
    Progressed,
    RunEnded,
    RunStarted,
    SegmentStarted,
    Warned,
)
from wesley.observe.log import stamp

_QUARTER = 25
# To have a disk hold a file takes milliseconds. Where segments are shorter than that, a few of them share one writing.
_APART_SECONDS = 0.2


class Keeper:
    """Writes the checkpoint when a run begins, after every segment, and at 25, 50 and 75 %; removes it when it is over.

    Segments that follow each other within a fifth of a second share one writing.

    Args:
        folder: the folder of the configuration; the checkpoint goes below its `.wesley`.
        place: the database.
        emit: where events go.
        clock: gives the moment.
    """

    def __init__(self, folder: Path, place: Place, emit: Emit, clock: Callable[[], Moment] = now) -> None:
        self._folder, self._place, self._emit, self._clock = folder, place, emit, clock
        self._run: RunStarted | None = None
        self._progress = Progress(segments=0, segments_done=0, statements=0, statements_done=0)
        self._within = 0.0
        self._size = 0
        self._percent = 0
        self._is_behind = False
        self._written_at = 0.0
        self._has_failed = False

    def emit(self, event: Event) -> None:
        """Pass an event on, and look whether it is time for a checkpoint."""
        self._emit(event)
        match event:
            case RunStarted():
                self._begin(event)
            case SegmentStarted():
                self._size, self._within = event.statements, 0.0
            case Progressed():
                self._within = min(event.done / event.total, 1.0) if event.total > 0 else self._within
            case RunEnded():
                self._end(event)
                return
        self._look()

    def mark(self, progress: Progress) -> None:
        """A segment is in the journal, and so many are done."""
        self._progress, self._within = progress, 0.0
        self._is_behind = True
        self._look()

    def _begin(self, event: RunStarted) -> None:
        self._run = event
        self._progress = Progress(
            segments=event.segments_done + event.segments,
            segments_done=event.segments_done,
            statements=event.statements_done + event.statements,
            statements_done=event.statements_done,
        )
        self._percent = self._now_percent()
        self._write()

    def _end(self, event: RunEnded) -> None:
        """A run that is through leaves nothing behind; one that is not leaves where it stands."""
        if self._run is None:
            return
        if event.outcome in (Outcome.DONE, Outcome.EXPANDED):
            try:
                store.remove(self._folder, self._place)
            except OSError as error:
                self._emit(Warned(message=f"the local checkpoint cannot be removed: {_reason(error)}"))
        else:
            self._write()

    def _look(self) -> None:
        if self._run is None:
            return
        crossed = self._now_percent() // _QUARTER > self._percent // _QUARTER
        if crossed or (self._is_behind and self._clock().seconds - self._written_at >= _APART_SECONDS):
            self._write()

    def _now_percent(self) -> int:
        """Of the statements, one under way counted by its own progress; 100 only when all are in the journal."""
        known = self._progress
        if known.statements == 0:
            return 100
        within = min(self._within, 0.99) * min(self._size, 1)
        return int((known.statements_done + within) * 100 / known.statements)

    def _write(self) -> None:
        run, moment, percent = self._run, self._clock(), self._now_percent()
        if run is None:
            return
        known = self._progress
        checkpoint = Checkpoint(
            place=self._place,
            plan=run.plan,
            run=run.run,
            segments=known.segments,
            segments_done=known.segments_done,
            statements=known.statements,
            statements_done=known.statements_done,
            percent=percent,
            at=stamp(moment.at),
        )
        self._percent, self._is_behind, self._written_at = percent, False, moment.seconds
        self._emit(Checkpointed(percent=percent, stored=self._stored(checkpoint)))

    def _stored(self, checkpoint: Checkpoint) -> bool:
        try:
            store.write(self._folder, checkpoint)
        except OSError as error:
            if not self._has_failed:
                message = f"the local checkpoint cannot be written: {_reason(error)}; the journal holds all the same"
                self._emit(Warned(message=message))
            self._has_failed = True
            return False
        return True


def _reason(error: OSError) -> str:
    return (error.strerror or "unknown reason").lower()
