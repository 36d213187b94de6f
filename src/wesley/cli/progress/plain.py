"""Where there is no terminal: a line for each segment, for waits, and a sign of life."""

from __future__ import annotations

from wesley.cli.problems.excerpt import visible
from wesley.cli.progress.lines import Lines
from wesley.cli.progress.moment import Moment
from wesley.cli.progress.state import State, after, summary
from wesley.cli.progress.words import clock, how, left_in_all, progressed, sentence, took, wait
from wesley.observe import events as of
from wesley.observe.passwords import without_passwords

# The same wait is told again and again; a log of hours wants it now and then.
_WAIT_SECONDS = 5.0
# With what is told of itself in between, this stays below the thirty seconds that a sign of life may be away.
_QUIET_SECONDS = 25.0

_TOLD = (
    of.RunStarted,
    of.BlockerEnded,
    of.Continued,
    of.Reconnected,
    of.CleanedUp,
    of.Warned,
    of.Verified,
)


class Plain:
    """Writes lines.

    Args:
        lines: where to.
    """

    name = "the progress on standard error"

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self._state = State()
        self._wait: tuple[str, float] = ("", 0.0)
        self._told_at = 0.0

    def tell(self, event: of.Event, moment: Moment) -> None:
        """Write an event, if it is one that people want to read of.

        Raises:
            OSError: the machine does not let it.
        """
        self._state = after(self._state, event, moment.seconds)
        text = self._text(event, moment.seconds)
        if text:
            self._write(text, moment.seconds)

    def tick(self, moment: Moment) -> None:
        """Say that the run is alive, when nothing was said for long.

        Raises:
            OSError: the machine does not let it.
        """
        is_running = self._state.figures.run and self._state.figures.outcome == "running"
        if is_running and moment.seconds - self._told_at >= _QUIET_SECONDS:
            self._write(self._alive(moment.seconds), moment.seconds)

    def close(self) -> None:
        """Write nothing more."""
        self._lines.close()

    def _text(self, event: of.Event, seconds: float) -> str:
        match event:
            case of.SegmentDone():
                kind = "" if self._state.segment is None else f"{how(self._state.segment.kind)}: "
                return f"{self._place()}{kind}{self._state.title or 'done'}: {took(event)}"
            case of.LockRefused() | of.HoldersSeen() | of.Paused() | of.Retried():
                return self._waiting(event, seconds)
            case of.RunEnded():
                return summary(self._state, event)
            case of.Heartbeat():
                return self._alive(seconds) if seconds - self._told_at >= _QUIET_SECONDS / 2 else ""
            case _:
                return sentence(event) if isinstance(event, _TOLD) else ""

    def _waiting(self, event: of.Event, seconds: float) -> str:
        """A wait of the same kind is told every few seconds."""
        kind = type(event).__name__
        if self._wait[0] == kind and seconds - self._wait[1] < _WAIT_SECONDS:
            return ""
        self._wait = (kind, seconds)
        return self._place() + (sentence(event) if isinstance(event, of.LockRefused | of.HoldersSeen) else wait(event))

    def _alive(self, seconds: float) -> str:
        state = self._state
        what = "" if state.statement is None else state.statement.title
        parts = [what, "" if state.progress is None else progressed(state.progress)]
        if state.wait is not None:
            parts.append(wait(state.wait))
        parts.append(left_in_all(state.left(seconds)))
        return f"{self._place()}still at it: {': '.join(filter(None, parts))}".removesuffix(": ")

    def _place(self) -> str:
        segment = self._state.segment
        return "" if segment is None else f"[{segment.number}/{segment.total}] "

    def _write(self, text: str, seconds: float) -> None:
        self._told_at = seconds
        line = f"{clock(seconds - self._state.began) if self._state.began else '0:00:00'} {visible(text)}\n"
        self._lines.write(without_passwords(line.encode(errors="backslashreplace")))
