"""Lines on a terminal that are drawn anew in their place."""

from __future__ import annotations

import os
from collections.abc import Sequence

from wesley.cli.problems.excerpt import width
from wesley.cli.progress.lines import Lines
from wesley.cli.terminal import uncolored
from wesley.observe.passwords import without_passwords

_HOME_AND_CLEAR = "\x1b[H\x1b[J"
_UP, _CLEAR_LINE, _CLEAR_BELOW = "\x1b[{}A", "\x1b[K", "\x1b[J"
_DEFAULT_SIZE = (80, 24)


class Canvas:
    """Draws. The cursor stays visible and the terminal in its mode, so that there is nothing to restore after a kill.

    Args:
        lines: the terminal.
        descriptor: the same, to ask for its size.
        encoding: of the terminal.
    """

    def __init__(self, lines: Lines, descriptor: int, encoding: str) -> None:
        self._lines, self._descriptor, self._encoding = lines, descriptor, encoding
        self._drawn: tuple[int, ...] = ()
        self._drawn_for: tuple[int, int] | None = None
        self._kept: tuple[str, ...] = ()
        self._is_resumed = False

    def size(self) -> tuple[int, int]:
        """Columns and rows of the terminal as it is now."""
        try:
            size = os.get_terminal_size(self._descriptor)
        except OSError:
            return _DEFAULT_SIZE
        return (size.columns or _DEFAULT_SIZE[0], size.lines or _DEFAULT_SIZE[1])

    def draw(self, lines: Sequence[str], kept: Sequence[str] = ()) -> None:
        """Draw lines in place of those before, everything in one write, so that nothing flickers.

        Args:
            lines: the picture; no lines take it away.
            kept: lines to leave above it for good.

        Raises:
            OSError: the terminal is gone.
        """
        if not (lines or kept or self._drawn):
            return
        start, before = self._start()
        self._kept = (*self._kept, *kept)[-self.size()[1] :]
        text = start + "".join(f"{line}{_CLEAR_LINE}\n" for line in (*before, *kept, *lines)) + _CLEAR_BELOW
        self._drawn = tuple(width(uncolored(line)) for line in lines)
        self._lines.write(without_passwords(text.encode(self._encoding, errors="replace")))

    def moved(self, rows: int) -> None:
        """The cursor is so many rows further down: somebody has typed."""
        self._drawn = (*self._drawn, *[0] * rows)

    def resume(self) -> None:
        """The process was stopped, and its shell has written meanwhile: leave the picture, draw the next one below."""
        self._is_resumed = True

    @property
    def is_misplaced(self) -> bool:
        """Whether the picture is not as it was drawn any more, so that it is to be drawn anew."""
        return self._is_resumed or self._drawn_for not in (None, self.size())

    def close(self) -> None:
        """Leave the picture as it is."""
        self._lines.close()

    def _start(self) -> tuple[str, tuple[str, ...]]:
        """How to come to where the picture begins, and what of the kept lines has to be written there again."""
        size, before = self.size(), self._drawn_for
        self._drawn_for = size
        if self._is_resumed:
            self._is_resumed = False
            return "", ()
        if before in (None, size):
            return self._back(), ()
        # Terminals break lines into others then, and some bring back what had left the screen. What is cleared from the
        # first line on, some put among the lines that have left it: the picture is taken away before.
        return self._back() + _CLEAR_BELOW + _HOME_AND_CLEAR, self._kept

    def _back(self) -> str:
        """To the first line; a terminal that has become narrower since has broken the lines into more."""
        columns = self.size()[0]
        rows = sum(max(-(-taken // columns), 1) for taken in self._drawn)
        return f"\r{_UP.format(rows)}" if rows else ""
