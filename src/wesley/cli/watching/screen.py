"""On a terminal: one picture that is drawn anew in its place when something has happened."""

from __future__ import annotations

import os
import re

from wesley.cli.problems.excerpt import width
from wesley.cli.progress.lines import Lines
from wesley.cli.progress.moment import Moment
from wesley.cli.terminal import Paint
from wesley.cli.watching.picture import picture
from wesley.cli.watching.state import State, after
from wesley.observe.events import Event
from wesley.observe.passwords import without_passwords
from wesley.observe.watching import RoundEnded, WatchEnded

_COLOR = re.compile(r"\x1b\[[0-9;]*m")
_UP, _CLEAR_LINE, _CLEAR_BELOW = "\x1b[{}A", "\x1b[K", "\x1b[J"
_DEFAULT_SIZE = (80, 24)
_AT_ONCE = (RoundEnded, WatchEnded)


class Screen:
    """Draws at the end of a round and, while one lasts or the terminal changes its size, a few times a second.

    The cursor stays visible and the terminal in its mode, so that there is nothing to restore after a kill. At the
    end the picture stays.

    Args:
        lines: the terminal.
        descriptor: the same, to ask for its size.
        paint: how to color.
        encoding: of the terminal.
    """

    name = "the display"

    def __init__(self, lines: Lines, descriptor: int, paint: Paint, encoding: str) -> None:
        self._lines, self._descriptor, self._paint, self._encoding = lines, descriptor, paint, encoding
        self._state = State()
        self._drawn: tuple[str, ...] = ()
        self._size_drawn = _DEFAULT_SIZE

    def tell(self, event: Event, moment: Moment) -> None:
        """Take an event.

        Raises:
            OSError: the terminal is gone.
        """
        self._state = after(self._state, event, moment.at.astimezone().strftime("%H:%M:%S"))
        if isinstance(event, _AT_ONCE):
            self._draw()

    def tick(self, _moment: Moment) -> None:
        """Draw what has happened meanwhile.

        Raises:
            OSError: the terminal is gone.
        """
        self._draw()

    def close(self) -> None:
        """Leave the picture as it is."""
        self._lines.close()

    def _draw(self) -> None:
        """Everything in one write, line over line, so that nothing flickers."""
        size = self._size()
        lines = picture(self._state, *size, self._paint)
        if lines == self._drawn and size == self._size_drawn:
            return
        back = self._back(size[0])
        self._drawn, self._size_drawn = lines, size
        self._write(back + "".join(f"{line}{_CLEAR_LINE}\n" for line in lines) + _CLEAR_BELOW)

    def _back(self, columns: int) -> str:
        """To the first line; a terminal that has become narrower since has broken the lines into more."""
        taken = (width(_COLOR.sub("", line)) for line in self._drawn)
        rows = sum(max(-(-each // columns), 1) for each in taken)
        return f"\r{_UP.format(rows)}" if rows else ""

    def _size(self) -> tuple[int, int]:
        try:
            size = os.get_terminal_size(self._descriptor)
        except OSError:
            return _DEFAULT_SIZE
        return (size.columns or _DEFAULT_SIZE[0], size.lines or _DEFAULT_SIZE[1])

    def _write(self, text: str) -> None:
        self._lines.write(without_passwords(text.encode(self._encoding, errors="replace")))
