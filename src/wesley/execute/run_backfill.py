"""A segment that gives the rows of a table a value, in batches, each committed with its record in the journal."""

from __future__ import annotations

from wesley.execute.attempts import in_transaction
from wesley.execute.backfill.batch import Task
from wesley.execute.backfill.display import Display
from wesley.execute.backfill.pace import first_size, next_size
from wesley.execute.backfill.position import decoded
from wesley.execute.backfill.retry import Tried, try_batch
from wesley.execute.backfill.throttle import Throttle
from wesley.execute.changed import refuse_changed
from wesley.execute.heartbeat import Pulse
from wesley.execute.journal import stamps
from wesley.execute.journal.segments import Segment
from wesley.execute.run import Done, Run
from wesley.execute.statements import announce, statement_id
from wesley.execute.timeouts import Timeouts, of_kind, set_timeouts
from wesley.execute.touched import relations
from wesley.observe.events import BatchDone, StatementDone

_DEADLOCK_TIMEOUT = "SELECT setting::int FROM pg_settings WHERE name = 'deadlock_timeout'"


def run_backfill(run: Run, segment: Segment) -> Done:
    """Run it from where the journal says that it stands.

    A batch may take half of the stall budget, and the next one is larger or smaller accordingly. Rows that come
    meanwhile are filled by defaults and triggers that the plan has made before. A row whose key a client changes from
    one that is ahead to one that is behind is passed over where there is no such trigger; where its column is to be
    NOT NULL, the validation that follows finds it.

    Raises:
        ServerError: it cannot go on; the batches before are committed and in the journal.
    """
    task = _task(run, segment)
    set_timeouts(run.connections, task.timeouts)
    announce(run, segment.steps[0])
    began, waited, rows = run.clock.now(), 0.0, 0
    throttle = Throttle(run, segment.steps[0].number, task.pulse)
    position, size = decoded(segment.position, task.batches.key), first_size(task.batches.size)
    display = Display(run, segment.steps[0].number, task.batches, position)
    is_first = True
    while not position.is_over:
        tried = try_batch(task, position, size, is_first=is_first)
        position, size, is_first = tried.batch.after, _next_size(run, tried), False
        rows += tried.batch.rows
        _tell(task, tried, size)
        display.show(position, tried.batch.length)
        task.pulse.beat()
        waited += tried.waited + (0.0 if position.is_over else throttle.wait())
    _finish(task)
    name, number = statement_id(run, segment.steps[0]), segment.steps[0].number
    run.emit(StatementDone(statement=name, number=number, seconds=run.clock.now() - began, rows=rows))
    return Done(waited=waited, rows=rows)


def _task(run: Run, segment: Segment) -> Task:
    batches = segment.steps[0].statement.batches
    if batches is None:
        raise LookupError(f"statement {segment.steps[0].number} has no batches")
    found = of_kind(segment.kind, run.settings.stall_budget, 0)
    # A deadlock with a client is resolved by our giving up first: the server looks for one after deadlock_timeout, and
    # ends whichever of the two has waited that long.
    deadlock = int(run.connections.monitor.rows(_DEADLOCK_TIMEOUT)[0][0])
    timeouts = Timeouts(lock=max(min(found.lock, deadlock // 2), 1), statement=found.statement)
    return Task(run=run, segment=segment, batches=batches, timeouts=timeouts, pulse=Pulse(run), seen=[])


def _next_size(run: Run, tried: Tried) -> int:
    return next_size(tried.size, tried.batch.worked, tried.batch.committed, run.settings.stall_budget / 2)


def _tell(task: Task, tried: Tried, size: int) -> None:
    batch = tried.batch
    seconds = batch.worked + batch.committed
    task.run.emit(BatchDone(number=task.segment.steps[0].number, rows=batch.rows, seconds=seconds, size=size))


def _finish(task: Task) -> None:
    """See that the table is as it was, and note that all is done."""
    run, worker = task.run, task.run.connections.worker
    touched = stamps.names(relations(task.segment))

    def write() -> None:
        refuse_changed(worker, run.writer.plan, touched)
        stamps.keep(worker, run.writer.plan, touched)
        run.writer.done(worker, task.segment.number)

    in_transaction(run, write)
