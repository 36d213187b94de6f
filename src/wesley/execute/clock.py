"""Time as a run sees it. Tests bring their own."""

from __future__ import annotations

import random
import time
from typing import Protocol


class Clock(Protocol):
    """A clock that only moves forward, sleep, and chance."""

    def now(self) -> float:
        """Seconds since some moment."""
        ...

    def sleep(self, seconds: float) -> None:
        """Wait."""
        ...

    def jitter(self, seconds: float) -> float:
        """A random duration between half of this and one and a half of it, so that two who wait do not meet again."""
        ...


class RealClock:
    """The clock of the machine."""

    def now(self) -> float:
        """Seconds since some moment."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)

    def jitter(self, seconds: float) -> float:
        """A random duration between half of this and one and a half of it."""
        return seconds * random.uniform(0.5, 1.5)  # noqa: S311 - chance, not a secret
