"""One stream of events to many places, of which none can stop it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from wesley.cli.progress.moment import Moment, Sink
from wesley.observe.events import Event, Warned
from wesley.problems.problem import WesleyError


class FanOut:
    """Tells every event to every place; one that fails is told of once, to the others, and left out.

    Args:
        sinks: the places.
        clock: gives the moment of each event.
    """

    def __init__(self, sinks: Sequence[Sink], clock: Callable[[], Moment]) -> None:
        self._sinks, self._clock = list(sinks), clock

    def emit(self, event: Event) -> None:
        """Tell an event."""
        waiting: list[Event] = [event]
        while waiting:
            waiting += self._told(waiting.pop(0))

    def close(self) -> None:
        """Close every place, the last one first, so that what fails can still be told to the first."""
        while self._sinks:
            sink = self._sinks.pop()
            try:
                sink.close()
            except Exception as error:  # noqa: BLE001 - no place can stop a migration, whatever is wrong with it
                self.emit(_warning(sink, error))

    def _told(self, event: Event) -> list[Event]:
        moment, failed = self._clock(), []
        for sink in tuple(self._sinks):
            try:
                sink.tell(event, moment)
            except Exception as error:  # noqa: BLE001 - as above
                self._sinks.remove(sink)
                _close_quietly(sink)
                failed.append(_warning(sink, error))
        return failed


def _close_quietly(sink: Sink) -> None:
    """It has failed already and that is told; a second reason tells nothing more."""
    try:
        sink.close()
    except Exception:  # noqa: BLE001 - as above
        return


def _warning(sink: Sink, error: Exception) -> Event:
    return Warned(message=f"{sink.name} failed ({_reason(error)}); the run goes on without it")


def _reason(error: Exception) -> str:
    """What went wrong; the text of an exception that nobody thought of could hold anything."""
    if isinstance(error, WesleyError):
        return str(error)
    if isinstance(error, OSError) and error.strerror:
        return error.strerror.lower()
    return type(error).__name__
