"""After a connection was lost: make it again, and see that nobody else came in between."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from wesley.execute import guard
from wesley.execute.codes import CONNECTION_LOST
from wesley.execute.errors import is_lost
from wesley.execute.run import Run
from wesley.observe.events import Reconnected
from wesley.postgres.session import Session, StatementError
from wesley.problems.problem import Problem, ServerError

_Given = TypeVar("_Given")

# Connections that are lost again and again without anything getting done in between are no passing trouble.
_LOSSES = 5
_GONE_SECONDS = 0.1
# While this run holds the advisory lock nobody else may work here: what is left is what a crash has left running.
_LEFT_OVER = """
SELECT pid, pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND application_name ~ '^wesley .* worker$' AND pid <> ALL (%s)
"""


def persistently(run: Run, work: Callable[[], _Given], done: Callable[[], object] = lambda: None) -> _Given:
    """Do something that may be done again at any time, and again after each connection that is lost on the way.

    Args:
        run: the run.
        work: what to do.
        done: how far it is; where this has grown, a loss counts as the first one.

    Raises:
        ServerError: the server does not come back, another migrator has taken over, or nothing gets done between
            one loss and the next.
    """
    losses, is_cut_off = 0, False
    before: object = None
    while True:
        try:
            if is_cut_off:
                reconnect(run)
                is_cut_off, now = False, done()
                losses, before = (1, now) if now != before else (losses, before)
            return work()
        except StatementError as error:
            losses, is_cut_off = losses + 1, True
            if not is_lost(error) or losses > _LOSSES:
                raise


def reconnect(run: Run) -> None:
    """Make the connections that are lost again, for as long as the run is patient.

    Raises:
        StatementError: one was lost again meanwhile.
        ServerError: the server does not come back, or another migrator has taken over.
    """
    began = run.clock.now()
    # A server that went down has taken all of them, and each is noticed when it is used.
    run.connections.try_out()
    lost = run.connections.broken()
    for role in lost:
        try:
            run.connections.reopen(role, run.clock, run.settings.patience)
        except ServerError as error:
            raise ServerError(_not_again(error)) from None
    if "guard" in lost:
        guard.take(run.connections.guard, run.clock, run.settings.patience)
        guard.refuse_other_token(run.connections.guard, run.writer.token)
    end_leftovers(run)
    run.emit(Reconnected(lost=", ".join(lost) or "nothing", seconds=run.clock.now() - began))


def end_leftovers(run: Run) -> None:
    """End workers of earlier runs that the server has not yet noticed to be dead, and wait until they are gone.

    Raises:
        ServerError: they do not end as long as the run is patient.
    """
    until = run.clock.now() + run.settings.patience
    while left := _left(run.connections.monitor, run.connections.pids()):
        if run.clock.now() >= until:
            message = f"the process {left[0]} of an earlier run does not end"
            raise ServerError(Problem(code=CONNECTION_LOST, message=message, help="end it and resume"))
        run.clock.sleep(_GONE_SECONDS)


def _left(monitor: Session, ours: list[int]) -> list[int]:
    try:
        return [pid for pid, _ in monitor.rows(_LEFT_OVER, [ours])]
    except StatementError as error:
        if is_lost(error):
            raise
        message = f"a process of an earlier run cannot be ended: {error.refusal.message}"
        help_text = "resume as the role that began, or grant pg_signal_backend to this one"
        raise ServerError(Problem(code=CONNECTION_LOST, message=message, help=help_text)) from None


def _not_again(error: ServerError) -> Problem:
    return Problem(
        code=CONNECTION_LOST,
        message=f"the connection was lost and cannot be made again: {error}",
        help="what was committed is in the journal; when the server is back, run `wesley migrate --resume`",
    )
