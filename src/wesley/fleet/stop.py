"""Ending a fleet: that nothing more begins, and that what runs comes to its end."""

from __future__ import annotations

import threading

from wesley.execute.clock import Clock


class Stop:
    """Told by one thread, asked by the others."""

    def __init__(self) -> None:
        self._begins_nothing = threading.Event()
        self.ends = threading.Event()

    @property
    def begins_nothing(self) -> bool:
        """Whether nothing more is to begin."""
        return self._begins_nothing.is_set()

    def begin_nothing(self) -> None:
        """Nothing more begins; what runs goes on."""
        self._begins_nothing.set()

    def end(self) -> None:
        """Nothing more begins, and what runs is interrupted at the next safe moment."""
        self._begins_nothing.set()
        self.ends.set()


class EndableClock:
    """A clock that interrupts the run which asks it, once: as a signal does, which only the main thread is given.

    A run asks for the time at every statement and every half second of a long one.

    Args:
        clock: the real one.
        ends: when this is set, the next question raises KeyboardInterrupt.
    """

    def __init__(self, clock: Clock, ends: threading.Event) -> None:
        self._clock, self._ends = clock, ends
        self._has_told = False

    def now(self) -> float:
        """Seconds since some moment."""
        self._interrupt()
        return self._clock.now()

    def sleep(self, seconds: float) -> None:
        """Wait, or until the end is wanted."""
        if self._has_told:
            self._clock.sleep(seconds)
            return
        self._ends.wait(seconds)
        self._interrupt()

    def jitter(self, seconds: float) -> float:
        """As of the real one."""
        return self._clock.jitter(seconds)

    def _interrupt(self) -> None:
        # What takes back needs time, too, and is left alone.
        if self._ends.is_set() and not self._has_told:
            self._has_told = True
            raise KeyboardInterrupt
