"""A place that is told from a thread of its own, so that a terminal that is stopped does not stop a migration."""

from __future__ import annotations

import queue
import threading
from typing import Protocol

from wesley.cli.progress.moment import Moment, Sink, now
from wesley.observe.events import Event, RunEnded

_TICK_SECONDS = 0.25
_CLOSE_SECONDS = 2.0
_LONGEST = 20_000


class Ticking(Sink, Protocol):
    """A place that also does something when nothing happens."""

    def tick(self, moment: Moment, /) -> None:
        """Four times a second have passed, or less, since it was last told or ticked."""
        ...


class Background:
    """Tells a place from a thread.

    A statement may hold locks while it tells of itself. Writing to a terminal that was stopped (Ctrl-S), or to a pipe
    that nobody reads, takes as long as that lasts, so whoever emits never writes there.

    Args:
        sink: the place; only the thread touches it.
    """

    def __init__(self, sink: Ticking) -> None:
        self.name = sink.name
        self._sink = sink
        self._events: queue.SimpleQueue[tuple[Event, Moment] | None] = queue.SimpleQueue()
        self._failure: Exception | None = None
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._work, name=f"wesley {sink.name}", daemon=True)
        self._thread.start()

    def tell(self, event: Event, moment: Moment) -> None:
        """Hand an event over; the end of a run only when it is told, for the command prints after it.

        Raises:
            Exception: what the place raised for an event before.
            TimeoutError: it has not taken anything for thousands of events.
        """
        if self._failure is not None:
            raise self._failure
        if self._events.qsize() > _LONGEST:
            raise TimeoutError(None, "it takes nothing any more")
        self._events.put((event, moment))
        if isinstance(event, RunEnded):
            self._is_over.wait(_CLOSE_SECONDS)

    def close(self) -> None:
        """Wait until all is told, for a moment; then let go of a place that takes nothing any more.

        Raises:
            Exception: what the place raised.
        """
        self._events.put(None)
        self._thread.join(_CLOSE_SECONDS)
        if self._failure is not None:
            raise self._failure

    def _work(self) -> None:
        try:
            while self._step():
                continue
            self._sink.close()
        except Exception as error:  # noqa: BLE001 - it is raised where the place is told the next time
            self._failure = error
            self._is_over.set()

    def _step(self) -> bool:
        """Tell what is there, or tick; False at the end."""
        try:
            item = self._events.get(timeout=_TICK_SECONDS)
        except queue.Empty:
            self._sink.tick(now())
            return True
        if item is not None:
            self._sink.tell(*item)
            if isinstance(item[0], RunEnded):
                self._is_over.set()
        return item is not None
