"""On a terminal: a few lines that are drawn anew in their place, and above them what is worth keeping."""

from __future__ import annotations

from wesley.cli.problems.excerpt import visible
from wesley.cli.progress.canvas import Canvas
from wesley.cli.progress.moment import Moment
from wesley.cli.progress.picture import picture
from wesley.cli.progress.state import State, after, summary
from wesley.cli.progress.words import sentence
from wesley.cli.terminal import Paint
from wesley.observe import events as of

_DRAW_SECONDS = 0.2
_KEPT = (of.BlockerEnded, of.Reconnected, of.CleanedUp, of.Warned)


class Live:
    """Draws a few times a second.

    Args:
        canvas: the terminal.
        paint: how to color.
    """

    name = "the progress display"

    def __init__(self, canvas: Canvas, paint: Paint) -> None:
        self._canvas, self._paint = canvas, paint
        self._state = State()
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

    def resume(self) -> None:
        """The process was stopped, and its shell has written meanwhile: draw below that."""
        self._canvas.resume()

    def close(self) -> None:
        """Take the display away; what was kept stays.

        Raises:
            OSError: the terminal is gone.
        """
        self._canvas.draw(())
        self._canvas.close()

    def _draw(self, seconds: float, *kept: str) -> None:
        is_over = self._state.figures.outcome != "running"
        lines = () if is_over else picture(self._state, seconds, *self._canvas.size())
        self._drawn_at = seconds
        self._canvas.draw([self._paint(line.text, line.style) if line.style else line.text for line in lines], kept)
