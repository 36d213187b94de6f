"""What is done when something takes too long: from another thread, as this one waits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Timer


@contextmanager
def unless_done(seconds: float, act: Callable[[], None]) -> Iterator[None]:
    """Act once where the `with` block is not over in time.

    Args:
        seconds: how long it may take.
        act: is called in a thread of its own.
    """
    timer = Timer(seconds, act)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
