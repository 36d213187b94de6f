"""Where there is no terminal: a line for each thing that happens, and below it what is wrong."""

from __future__ import annotations

from wesley.cli.problems.excerpt import visible
from wesley.cli.progress.durations import many
from wesley.cli.progress.lines import Lines
from wesley.cli.progress.moment import Moment
from wesley.cli.progress.words import sentence
from wesley.cli.watching.shown import Kind, Shown
from wesley.observe import watching as of
from wesley.observe.events import Event, Warned
from wesley.observe.passwords import without_passwords

_TOLD = (of.WatchStarted, of.RoundStarted, of.Compiled, of.Refused, of.TestsRun, of.CommandRun, of.WatchEnded, Warned)


class Plain:
    """Writes lines.

    Args:
        lines: where to.
        quiet: write only what is wrong.
    """

    name = "the lines on standard error"

    def __init__(self, lines: Lines, *, quiet: bool = False) -> None:
        self._lines, self._quiet = lines, quiet

    def tell(self, event: Event, moment: Moment) -> None:
        """Write an event, if it is one that people want to read of.

        Raises:
            OSError: the machine does not let it.
        """
        if isinstance(event, Shown):
            if event.kind is not Kind.WORK:
                self._write(event.text.rstrip("\n") + "\n")
        elif not self._quiet and self._is_told(event):
            at = moment.at.astimezone().strftime("%H:%M:%S")
            self._write(f"{at} {visible(_said(event))}\n")

    def tick(self, moment: Moment) -> None:
        """Nothing happened, and nothing is said of that."""

    def close(self) -> None:
        """Write nothing more."""
        self._lines.close()

    @staticmethod
    def _is_told(event: Event) -> bool:
        return isinstance(event, _TOLD) or (isinstance(event, of.DatabaseBrought) and event.how != "unchanged")

    def _write(self, text: str) -> None:
        self._lines.write(without_passwords(text.encode(errors="backslashreplace")))


def _said(event: Event) -> str:
    """The errors themselves stand above the line."""
    if isinstance(event, of.Refused):
        return f"{many(event.errors, 'error')}; nothing was written"
    return sentence(event)
