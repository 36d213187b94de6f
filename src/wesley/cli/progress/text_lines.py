"""The log for people: a sentence a line, with its time."""

from __future__ import annotations

from wesley.cli.problems.excerpt import visible
from wesley.cli.progress.lines import Lines
from wesley.cli.progress.moment import Moment
from wesley.cli.progress.words import sentence
from wesley.observe.events import Event, Level
from wesley.observe.log import is_told, level, stamp
from wesley.observe.passwords import without_passwords


class TextLines:
    """Writes each event as a line: time, level, sentence.

    Args:
        name: what to call it when it fails.
        lines: where to.
        least: events that matter less are left out.
    """

    def __init__(self, name: str, lines: Lines, least: Level) -> None:
        self.name, self._lines, self._least = name, lines, least

    def tell(self, event: Event, moment: Moment) -> None:
        """Write an event.

        Raises:
            OSError: the machine does not let it.
        """
        if is_told(event, self._least):
            text = f"{stamp(moment.at)} {level(event):<7} {visible(sentence(event))}\n"
            self._lines.write(without_passwords(text.encode(errors="backslashreplace")))

    def tick(self, moment: Moment) -> None:
        """Nothing happened, and a log says nothing of that."""

    def close(self) -> None:
        """Close the file."""
        self._lines.close()
