"""On a terminal: a few lines that are drawn anew in their place, and above them what is worth keeping."""

from __future__ import annotations

import os

from wesley.cli.problems.excerpt import visible, width
from wesley.cli.progress.lines import Lines
from wesley.cli.progress.moment import Moment
from wesley.cli.progress.picture import picture
from wesley.cli.progress.state import State, after, summary
from wesley.cli.progress.words import sentence
from wesley.cli.terminal import Paint
from wesley.observe import events as of
from wesley.observe.passwords import without_passwords

_UP, _CLEAR_LINE, _CLEAR_BELOW = "\x1b[{}A", "\x1b[K", "\x1b[J"
_DRAW_SECONDS = 0.2
_DEFAULT_SIZE = (80, 24)
_KEPT = (of.BlockerEnded, of.Reconnected, of.CleanedUp, of.Warned)


class Live:
    """Draws. The cursor stays visible and the terminal in its mode, so that there is nothing to restore after a kill.

    Args:
        lines: the terminal.
        descriptor: the same, to ask for its size.
        paint: how to color.
        encoding: of the terminal.
    """

    name = "the progress display"

    def __init__(self, lines: Lines, descriptor: int, paint: Paint, encoding: str) -> None:
        self._lines, self._descriptor, self._paint, self._encoding = lines, descriptor, paint, encoding
        self._state = State()
        self._drawn: tuple[int, ...] = ()
        self._drawn_at = 0.0

    def tell(self, event: of.Event, moment: Moment) -> None:
        """Take an event; draw when it is time.

        Raises:
            OSError: the terminal is gone.
        """
        self._state = after(self._state, event, moment.seconds)
        if isinstance(event, _KEPT):
            self._draw(moment.seconds, visible(sentence(event)))
        elif isinstance(event, of.RunEnded):
            self._draw(moment.seconds, summary(self._state, event))
        elif moment.seconds - self._drawn_at >= _DRAW_SECONDS:
            self._draw(moment.seconds)

    def tick(self, moment: Moment) -> None:
        """Let the clock go on.

        Raises:
            OSError: the terminal is gone.
        """
        self._draw(moment.seconds)

    def close(self) -> None:
        """Take the display away; what was kept stays.

        Raises:
            OSError: the terminal is gone.
        """
        self._write(self._erased())
        self._lines.close()

    def _draw(self, seconds: float, kept: str = "") -> None:
        """Everything in one write, so that nothing flickers."""
        columns, rows = self._size()
        is_over = self._state.figures.outcome != "running"
        lines = () if is_over else picture(self._state, seconds, columns, rows)
        shown = [self._paint(line.text, line.style) if line.style else line.text for line in lines]
        if kept:
            shown.insert(0, kept)
        erased = self._erased()
        self._drawn, self._drawn_at = tuple(width(line.text) for line in lines), seconds
        self._write(erased + "".join(f"{line}{_CLEAR_LINE}\n" for line in shown))

    def _erased(self) -> str:
        """Back to the first of the lines that are drawn, and nothing below it.

        A terminal that has become narrower since has broken them into more.
        """
        columns, drawn = self._size()[0], self._drawn
        self._drawn = ()
        rows = sum(max(-(-taken // columns), 1) for taken in drawn)
        return f"\r{_UP.format(rows)}{_CLEAR_BELOW}" if rows else ""

    def _size(self) -> tuple[int, int]:
        try:
            size = os.get_terminal_size(self._descriptor)
        except OSError:
            return _DEFAULT_SIZE
        return (size.columns or _DEFAULT_SIZE[0], size.lines or _DEFAULT_SIZE[1])

    def _write(self, text: str) -> None:
        if text:
            data = text.encode(self._encoding, errors="replace")
            self._lines.write(without_passwords(data))
