"""A statement that may take long: the worker runs it, and meanwhile somebody looks."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from wesley.postgres.session import Session, StatementError

_Result = TypeVar("_Result")

# A short statement is over before anybody has looked; a long one is looked at twice a second.
_FIRST_LOOK = 0.05
LOOK = 0.5
_CANCEL_SECONDS = 5.0
_CANCELS = 3


def run_long(worker: Session, sql: str, look: Callable[[], None], every: float = LOOK) -> None:
    """Run a statement, and look again and again until it is done.

    Args:
        worker: runs it, in a thread of its own.
        sql: the statement.
        look: called twice a second in the thread of the caller; an exception of it ends the statement.
        every: seconds between two looks.

    Raises:
        StatementError: the server refused it.
    """
    meanwhile(worker, lambda: worker.run(sql), look, every=every)


def rows_long(worker: Session, sql: str, look: Callable[[], None]) -> list[tuple[Any, ...]]:
    """Run a query that may take long, and look again and again until it is done; gives its rows.

    Args:
        worker, sql, look: as for `run_long`.

    Raises:
        StatementError: the server refused it.
    """
    return meanwhile(worker, lambda: worker.rows(sql), look)


def meanwhile(
    worker: Session,
    action: Callable[[], _Result],
    look: Callable[[], None],
    first: float = _FIRST_LOOK,
    every: float = LOOK,
) -> _Result:
    """Do something on the worker, and look again and again until it is done; gives what it gave.

    Args:
        worker: what the action works on, and nothing else does.
        action: called in a thread of its own.
        look: as for `run_long`.
        first: seconds until the first look.
        every: seconds between two looks.

    Raises:
        StatementError: the server refused it.
    """
    with ThreadPoolExecutor(max_workers=1) as pool:
        future = pool.submit(action)
        try:
            return _await(future, look, first, every)
        except StatementError:
            if not future.done():
                _end(worker, future)
            raise
        except BaseException:
            _end(worker, future)
            raise


def _await(future: Future[_Result], look: Callable[[], None], first: float, every: float) -> _Result:
    pause = first
    while True:
        try:
            return future.result(timeout=pause)
        except TimeoutError:
            look()
            pause = every


def _end(worker: Session, future: Future[_Result]) -> None:
    """Ask the server to end it; where it does not answer, let go of the connection, and the server sees that."""
    for _ in range(_CANCELS):
        worker.cancel()
        try:
            future.exception(timeout=_CANCEL_SECONDS)
        except TimeoutError:
            continue
        return
    worker.close()
