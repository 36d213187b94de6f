"""Try, give up after a moment, pause, try again: never an unbounded last try."""

from __future__ import annotations

from collections.abc import Callable

from wesley.changes.lock import RelationLock
from wesley.execute.errors import PASSING, is_lost
from wesley.execute.first_seen import FirstSeen
from wesley.execute.heartbeat import Pulse
from wesley.execute.holders import holders
from wesley.execute.locks import names_of, not_obtained, wait_for_holders
from wesley.execute.run import Run
from wesley.observe.events import LockRefused
from wesley.postgres.session import StatementError
from wesley.problems.problem import ServerError

_FIRST_PAUSE = 0.1
_LONGEST_PAUSE = 5.0


def attempt_until(run: Run, locks: tuple[RelationLock, ...], attempt: Callable[[bool], float]) -> tuple[float, float]:
    """Make attempts until one gets its locks.

    Args:
        run: the run.
        locks: what it waits for.
        attempt: runs one transaction, told whether a vacuum holds the locks; gives the seconds for which it held them.

    Returns:
        The seconds of waiting, all attempts and pauses together, and what the last attempt gave.

    Raises:
        ServerError: no attempt got its locks as long as the run is patient.
        StatementError: the server refused a statement for another reason; the transaction is rolled back.
    """
    began = run.clock.now()
    pulse = Pulse(run)
    memory = FirstSeen()
    until, pause, number = began + run.settings.patience, _FIRST_PAUSE, 0
    while True:
        number += 1
        pulse.beat()
        vacuum = wait_for_holders(run, locks, until, pulse, memory)
        asked = run.clock.now()
        try:
            held = attempt(vacuum)
        except StatementError as error:
            roll_back(run)
            if error.refusal.sqlstate not in PASSING:
                raise
            seen = holders(run.connections.monitor, locks, run.connections.pids())
            now = run.clock.now()
            blockers = memory.aged(seen, now)
            if now >= until:
                raise ServerError(not_obtained(locks, blockers)) from None
            rest = run.clock.jitter(pause)
            run.emit(
                LockRefused(
                    relations=names_of(locks), attempt=number, waited=now - asked, pause=rest, blockers=blockers
                )
            )
            run.clock.sleep(rest)
            pause = min(pause * 2, _LONGEST_PAUSE)
        except BaseException:
            roll_back(run)
            raise
        else:
            return asked - began, held


def in_transaction(run: Run, write: Callable[[], None]) -> None:
    """Do something on the worker in a transaction of its own, all or nothing."""
    run.connections.worker.run("BEGIN ISOLATION LEVEL READ COMMITTED")
    try:
        write()
        run.connections.worker.run("COMMIT")
    except BaseException:
        roll_back(run)
        raise


def roll_back(run: Run) -> None:
    """Undo the transaction that is open, as far as there is a connection to say it on."""
    worker = run.connections.worker
    if worker.broken:
        return
    try:
        if worker.in_transaction:
            worker.run("ROLLBACK")
    except StatementError as error:
        if not is_lost(error):
            raise
