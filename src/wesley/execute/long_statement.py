"""A statement that may take long: the worker runs it, and meanwhile somebody looks."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from wesley.postgres.session import Session, StatementError

# A short statement is over before anybody has looked; a long one is looked at twice a second.
_FIRST_LOOK = 0.05
_LOOK = 0.5
_CANCEL_SECONDS = 5.0
_CANCELS = 3


def run_long(worker: Session, sql: str, look: Callable[[], None]) -> None:
    """Run a statement, and look again and again until it is done.

    Args:
        worker: runs it, in a thread of its own.
        sql: the statement.
        look: called twice a second in the thread of the caller; an exception of it ends the statement.

    Raises:
        StatementError: the server refused it.
    """
    with ThreadPoolExecutor(max_workers=1) as pool:
        future = pool.submit(worker.run, sql)
        try:
            _await(future, look)
        except StatementError:
            if not future.done():
                _end(worker, future)
            raise
        except BaseException:
            _end(worker, future)
            raise


def _await(future: Future[None], look: Callable[[], None]) -> None:
    pause = _FIRST_LOOK
    while True:
        try:
            future.result(timeout=pause)
        except TimeoutError:
            look()
            pause = _LOOK
        else:
            return


def _end(worker: Session, future: Future[None]) -> None:
    """Ask the server to end it; where it does not answer, let go of the connection, and the server sees that."""
    for _ in range(_CANCELS):
        worker.cancel()
        try:
            future.exception(timeout=_CANCEL_SECONDS)
        except TimeoutError:
            continue
        return
    worker.close()
