"""The log for machines: a JSON object a line."""

from __future__ import annotations

from wesley.cli.progress.lines import Lines
from wesley.cli.progress.moment import Moment
from wesley.observe.events import Event, Level
from wesley.observe.log import Context, after, is_told, line


class JsonLines:
    """Writes each event as a line.

    Args:
        name: what to call it when it fails.
        lines: where to.
        least: events that matter less are left out.
    """

    def __init__(self, name: str, lines: Lines, least: Level) -> None:
        self.name, self._lines, self._least = name, lines, least
        self._context = Context()

    def tell(self, event: Event, moment: Moment) -> None:
        """Write an event.

        Raises:
            OSError: the machine does not let it.
        """
        self._context = after(self._context, event)
        if is_told(event, self._least):
            self._lines.write(line(event, self._context, moment.at))

    def tick(self, moment: Moment) -> None:
        """Nothing happened, and a log says nothing of that."""

    def close(self) -> None:
        """Close the file."""
        self._lines.close()
