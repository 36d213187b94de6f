"""A batch that does not get through is tried again, smaller, after a pause."""

from __future__ import annotations

from msgspec import Struct

from wesley.execute.attempts import roll_back
from wesley.execute.backfill.batch import Batch, Task, run_batch
from wesley.execute.backfill.pace import smaller
from wesley.execute.backfill.position import Position
from wesley.execute.codes import LOCK_NOT_OBTAINED
from wesley.execute.errors import INSUFFICIENT_PRIVILEGE, LOCK_NOT_AVAILABLE, PASSING, QUERY_CANCELED, is_lost
from wesley.execute.holders import told
from wesley.execute.rows_hidden import hidden_rows
from wesley.execute.statements import failed
from wesley.observe.events import Retried
from wesley.postgres.session import StatementError
from wesley.problems.problem import Problem, ServerError

_FIRST_PAUSE = 0.1
_LONGEST_PAUSE = 5.0


class Tried(Struct, frozen=True, kw_only=True):
    """A batch that got through: its size at last, and the seconds that were lost before."""

    batch: Batch
    size: int
    waited: float


def try_batch(task: Task, position: Position, size: int, *, is_first: bool) -> Tried:
    """Run a batch, as often as it takes.

    Args:
        task: the backfill.
        position: where it stands.
        size: rows of the batch.
        is_first: as for `run_batch`.

    Raises:
        ServerError: it does not get through for as long as the run is patient, or the server refused it for a reason
            that does not pass. The batches before are committed and in the journal.
    """
    run = task.run
    began, pause = run.clock.now(), _FIRST_PAUSE
    while True:
        asked = run.clock.now()
        task.seen.clear()
        try:
            batch = run_batch(task, position, size, is_first=is_first)
        except StatementError as error:
            roll_back(run)
            _refuse_lasting(task, error)
            if run.clock.now() - began >= run.settings.patience:
                raise ServerError(_given_up(task, error, size)) from None
            rest = run.clock.jitter(pause)
            run.emit(_retried(task, error, size, rest))
            run.clock.sleep(rest)
            task.pulse.beat()
            size, pause = smaller(size), min(pause * 2, _LONGEST_PAUSE)
        except BaseException:
            roll_back(run)
            raise
        else:
            return Tried(batch=batch, size=size, waited=asked - began)


def _refuse_lasting(task: Task, error: StatementError) -> None:
    """Raise what does not pass, with the statement that it is about."""
    if error.refusal.sqlstate == INSUFFICIENT_PRIVILEGE:
        problems = hidden_rows(task.run.connections.worker, task.segment.steps)
        if problems:
            raise ServerError(*problems) from None
    if is_lost(error) or error.refusal.sqlstate not in PASSING:
        raise failed(error, task.segment.steps[0]) from None


def _retried(task: Task, error: StatementError, size: int, pause: float) -> Retried:
    state = error.refusal.sqlstate
    number, who = task.segment.steps[0].number, told(task.seen)
    reason = error.refusal.message
    if state == QUERY_CANCELED:
        reason = f"{size:,} rows took longer than others may wait for one of them"
    return Retried(number=number, reason=f"{reason}, in the way: {who}" if who else reason, sqlstate=state, pause=pause)


def _given_up(task: Task, error: StatementError, size: int) -> Problem:
    table = f"{task.batches.table.schema}.{task.batches.table.name}"
    if task.seen or error.refusal.sqlstate == LOCK_NOT_AVAILABLE:
        who = told(task.seen) or "others, a moment at a time"
        message = f"rows of {table} could not be changed: they are held by {who}"
    else:
        message = f"a batch of {size} rows of {table} does not get through: {error.refusal.message}"
    return Problem(
        code=LOCK_NOT_OBTAINED,
        message=message,
        help="the batches that are done are in the journal; end what is in the way and run `wesley migrate --resume`, "
        "or resume with --kill-blockers-after 30s",
    )
