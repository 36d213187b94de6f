"""Being told to end: as an exception, so that what was begun on a server or a disk is taken back."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType


class Terminated(KeyboardInterrupt):
    """The process was told to end (SIGTERM), as CI does with jobs that are cancelled.

    It is a KeyboardInterrupt, because that is what the driver takes as the wish to end what a server is doing.
    """


@contextmanager
def termination_raises() -> Iterator[None]:
    """Let SIGTERM raise `Terminated` for the length of a `with` block, once: taking back is not interrupted.

    Whoever runs this process and has said otherwise what SIGTERM does is left alone.
    """
    is_ours = threading.current_thread() is threading.main_thread()
    if not is_ours or signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL:
        yield
        return
    signal.signal(signal.SIGTERM, _raise)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _raise(_number: int, _frame: FrameType | None) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise Terminated
