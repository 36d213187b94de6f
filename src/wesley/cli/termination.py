"""Being told to end: as an exception, so that what was begun on a server or a disk is taken back."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType


_SIGNALS = (signal.SIGTERM, signal.SIGHUP)


class Terminated(KeyboardInterrupt):
    """The process was told to end: SIGTERM, as CI does with jobs that are cancelled, or SIGHUP, when a terminal goes.

    It is a KeyboardInterrupt, because that is what the driver takes as the wish to end what a server is doing.

    Args:
        number: of the signal.
    """

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


@contextmanager
def termination_raises() -> Iterator[None]:
    """Let SIGTERM and SIGHUP raise `Terminated` for the length of a `with` block, once: taking back is not interrupted.

    Whoever runs this process and has said otherwise what one of them does, as nohup does, is left alone.
    """
    is_ours = threading.current_thread() is threading.main_thread()
    ours = [number for number in _SIGNALS if is_ours and signal.getsignal(number) is signal.SIG_DFL]

    def end(number: int, _frame: FrameType | None) -> None:
        for one in ours:
            signal.signal(one, signal.SIG_IGN)
        raise Terminated(number)

    for number in ours:
        signal.signal(number, end)
    try:
        yield
    finally:
        for number in ours:
            signal.signal(number, signal.SIG_DFL)
