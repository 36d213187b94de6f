"""On a terminal: one picture that is drawn anew in its place when something has happened."""

from __future__ import annotations

from collections.abc import Callable

from wesley.cli.progress.canvas import Canvas
from wesley.cli.progress.moment import Moment
from wesley.cli.terminal import Paint
from wesley.cli.watching.picture import picture
from wesley.cli.watching.state import State, after
from wesley.observe.events import Event
from wesley.observe.watching import RoundEnded, WatchEnded

_AT_ONCE = (RoundEnded, WatchEnded)


class Screen:
    """Draws at the end of a round and, while one lasts or the terminal changes its size, a few times a second.

    At the end the picture stays.

    Args:
        canvas: the terminal.
        paint: how to color.
        typed: how many lines somebody has typed since the last time.
    """

    name = "the display"

    def __init__(self, canvas: Canvas, paint: Paint, typed: Callable[[], int]) -> None:
        self._canvas, self._paint, self._typed = canvas, paint, typed
        self._state = State()
        self._drawn: tuple[str, ...] = ()

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

    def resume(self) -> None:
        """The process was stopped, and its shell has written meanwhile: draw below that."""
        self._canvas.resume()

    def close(self) -> None:
        """Leave the picture as it is."""
        self._canvas.close()

    def _draw(self) -> None:
        if lines := self._typed():
            self._drawn = ()
            self._canvas.moved(lines)
        self._draw_what_differs()

    def _draw_what_differs(self) -> None:
        lines = picture(self._state, *self._canvas.size(), self._paint)
        if lines != self._drawn or self._canvas.is_misplaced:
            self._drawn = lines
            self._canvas.draw(lines)
