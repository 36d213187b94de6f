"""Database after database, in waves; the first failure of a new class stops it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed

from wesley.fleet.result import BROUGHT, Result
from wesley.fleet.stop import Stop
from wesley.fleet.waves import Task, next_wave

Kind = tuple[str, str]
Work = Callable[[Task], Result]
"""Brings a database to the schema, in a thread. It raises nothing: what goes wrong is in the result."""
Told = Callable[[Task, Result], None]
"""Called with each result, in the thread of the caller."""


def roll_out(tasks: Sequence[Task], work: Work, told: Told, *, workers: int, known: Iterable[Kind], stop: Stop) -> None:
    """Bring databases to the schema.

    The first database of every plan comes alone, then come two together, four, and so on up to the number of workers.
    A failure stops it: what runs comes to its end and nothing more begins. One of a class that is known from an earlier
    run does not, so that the databases behind one that fails again have their turn.

    Args:
        tasks: the databases, in their order.
        work: does it.
        told: told of each one that was begun.
        workers: how many at the same time.
        known: the classes of failures that do not stop it.
        stop: ends it.

    Raises:
        KeyboardInterrupt: the user has ended it; all that was begun has been told of.
    """
    waiting, proven, expected, width = list(tasks), set[str](), frozenset(known), 2

    def note(task: Task, result: Result) -> None:
        told(task, result)
        if result.state in BROUGHT:
            proven.add(task.plan)

    def one(task: Task) -> Result | None:
        if stop.begins_nothing:
            return None
        result = work(task)
        # Here and not where it is noted: this thread takes the next database at once.
        if result.failure is not None and result.failure.kind not in expected:
            stop.begin_nothing()
        return result

    while waiting and not stop.begins_nothing:
        wave = next_wave(waiting, frozenset(proven), width, workers)
        if wave[0].plan in proven:
            width = min(width * 2, workers)
        _together(wave, one, note, min(len(wave), workers), stop)
        gone = {task.number for task in wave}
        waiting = [task for task in waiting if task.number not in gone]


def _together(wave: Sequence[Task], one: Callable[[Task], Result | None], note: Told, workers: int, stop: Stop) -> None:
    with ThreadPoolExecutor(max_workers=workers, thread_name_prefix="wesley fleet") as pool:
        rest = {pool.submit(one, task): task for task in wave}
        try:
            _note(rest, note)
        except BaseException:
            stop.end()
            _note(rest, note)
            raise


def _note(rest: dict[Future[Result | None], Task], note: Told) -> None:
    """Note what comes of those that are left, each once."""
    for future in as_completed(tuple(rest)):
        task, result = rest.pop(future), future.result()
        if result is not None:
            note(task, result)
