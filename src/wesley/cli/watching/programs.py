"""Events for the program that reads standard output: a watch for it ends when it is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wesley.cli.progress.json_lines import JsonLines
from wesley.cli.progress.lines import Lines
from wesley.observe.events import Event, Level

if TYPE_CHECKING:
    from wesley.cli.progress.moment import Moment


class Programs:
    """Writes an event a line.

    Args:
        descriptor: open for writing; it stays open.
    """

    name = "standard output"

    def __init__(self, descriptor: int) -> None:
        self._lines = JsonLines(self.name, Lines(descriptor, owned=False), Level.INFO)
        self._failure: OSError | None = None
        self._is_told = False

    def tell(self, event: Event, moment: Moment) -> None:
        """Write an event; after a failure nothing more."""
        if self._failure is None:
            try:
                self._lines.tell(event, moment)
            except OSError as error:
                self._failure = error

    def ask(self) -> None:
        """Raise why nothing can be written any more, the first time that this is asked after it failed.

        Raises:
            BrokenPipeError: nobody reads it any more.
            OSError: the disk of the file is full, or whatever else the machine says.
        """
        if self._failure is not None and not self._is_told:
            self._is_told = True
            raise self._failure

    def close(self) -> None:
        """Close nothing that others have opened."""
        self._lines.close()
