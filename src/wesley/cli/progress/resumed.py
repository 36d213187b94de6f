"""Going on after Ctrl-Z."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@contextmanager
def when_resumed(do: Callable[[], None] | None) -> Iterator[None]:
    """Do something each time that the process goes on after it was stopped, for the length of a `with` block.

    Args:
        do: is called between two instructions of the main thread; elsewhere Python takes no signals. None for nothing.
    """
    if do is None or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGCONT, lambda _number, _frame: do())
    try:
        yield
    finally:
        signal.signal(signal.SIGCONT, before)
