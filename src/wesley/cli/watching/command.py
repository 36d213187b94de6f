"""The user's command, in a process group of its own that ends with it."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
from collections import deque
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from wesley.problems.problem import Problem, WesleyError
from wesley.watch.codes import COMMAND_NOT_RUN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_GRACE_SECONDS = 0.5
_LAST_LINES = 200
_LONGEST_LINE = 1_000
_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def run_command(command: str, show: Callable[[tuple[str, ...]], None] | None) -> int:
    """Run a command of the shell to its end, with what it has left running.

    Args:
        command: for `/bin/sh -c`.
        show: is given the last lines that it printed, when it is over; None: it prints to standard error itself.

    Returns:
        Its exit status; of one that a signal has ended, 128 and the signal's number, as shells have it.

    Raises:
        WesleyError: it cannot be started.
    """
    lines: _Lines | None = None
    kept: tuple[str, ...] = ()
    try:
        with _interrupted_later():
            lines = _Lines(_started(command, captured=show is not None))
        status = lines.process.wait()
    finally:
        if lines is not None:
            _end_group(lines.process)
            kept = lines.close()
    if show is not None:
        show(kept)
    return status if status >= 0 else 128 - status


def _started(command: str, *, captured: bool) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(
            ["/bin/sh", "-c", command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE if captured else 2,
            stderr=subprocess.STDOUT if captured else 2,
            start_new_session=True,
        )
    except (OSError, ValueError) as error:
        raise WesleyError(_not_run(command, error)) from None


@contextmanager
def _interrupted_later() -> Iterator[None]:
    """Let signals wait until the block is over: one that came between would leave a process that nobody knows."""
    came: list[int] = []
    before = {number: signal.signal(number, lambda number, _frame: came.append(number)) for number in _SIGNALS}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
    for number in came:
        signal.raise_signal(number)


class _Lines:
    """The last lines that a process prints, read by a thread."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process
        self._pipe = process.stdout
        self._kept: deque[str] = deque(maxlen=_LAST_LINES)
        self._thread = threading.Thread(target=self._read, name="wesley command", daemon=True)
        self._thread.start()

    def close(self) -> tuple[str, ...]:
        """What was read, when the pipe is at its end or a moment has passed."""
        self._thread.join(_GRACE_SECONDS)
        if self._pipe is not None and not self._thread.is_alive():
            self._pipe.close()
        return tuple(self._kept)

    def _read(self) -> None:
        if self._pipe is None:
            return
        while line := self._pipe.readline(_LONGEST_LINE):
            self._kept.append(line.decode(errors="replace").rstrip("\r\n"))


def _end_group(process: subprocess.Popen[bytes]) -> None:
    """End the process and all that it has started: asked to at first, then at once."""
    _signal(process, signal.SIGTERM)
    try:
        process.wait(_GRACE_SECONDS)
    except subprocess.TimeoutExpired:
        return
    finally:
        _signal(process, signal.SIGKILL)
        process.wait()


def _signal(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, number)


def _not_run(command: str, error: OSError | ValueError) -> Problem:
    reason = (getattr(error, "strerror", None) or "it holds a NUL character").lower()
    return Problem(
        code=COMMAND_NOT_RUN,
        message=f"`{command}` cannot be started: {reason}",
        help="name a command that `/bin/sh -c` can run",
    )
