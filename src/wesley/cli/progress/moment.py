"""When something was told."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Protocol

from msgspec import Struct

from wesley.observe.events import Event


class Moment(Struct, frozen=True, kw_only=True):
    """A moment on two clocks.

    Args:
        at: by the calendar, in UTC.
        seconds: since some moment, on a clock that is never set.
    """

    at: datetime
    seconds: float


def now() -> Moment:
    """This moment."""
    return Moment(at=datetime.now(UTC), seconds=time.monotonic())


class Sink(Protocol):
    """A place that a run tells of itself."""

    @property
    def name(self) -> str:
        """What to call it when it fails."""
        ...

    def tell(self, event: Event, moment: Moment, /) -> None:
        """Take an event; whatever it raises has it left out."""
        ...

    def close(self) -> None:
        """Take no more."""
        ...
