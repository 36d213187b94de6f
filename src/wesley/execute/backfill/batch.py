"""One batch: its UPDATE and its record in the journal, in one transaction."""

from __future__ import annotations

from msgspec import Struct

from wesley.changes.statement import Batches
from wesley.execute.backfill.pace import LEAST
from wesley.execute.backfill.position import Position, encoded, with_rows
from wesley.execute.backfill.walk import EXACT_TEXTS, OWN_TEXTS, next_reach
from wesley.execute.changed import refuse_changed
from wesley.execute.concurrent.waits import sessions, waits
from wesley.execute.heartbeat import Pulse
from wesley.execute.journal import stamps
from wesley.execute.journal.segments import Segment
from wesley.execute.locks import UNLESS_IDLE, end_blockers
from wesley.execute.long_statement import meanwhile
from wesley.execute.run import Run
from wesley.execute.statements import UTC
from wesley.execute.timeouts import Timeouts
from wesley.execute.touched import relations
from wesley.observe.events import Blocker

# Who waits for a row that a batch has changed waits until its COMMIT.
_LONGEST_IN_BUDGETS = 2


class Task(Struct, frozen=True, kw_only=True):
    """A backfill that is run.

    Args:
        run: the run.
        segment: its segment.
        batches: what it does.
        timeouts: of its session.
        pulse: gives the signs of life.
        seen: who was in the way of the batch that is tried; for messages.
    """

    run: Run
    segment: Segment
    batches: Batches
    timeouts: Timeouts
    pulse: Pulse
    seen: list[Blocker]


class Batch(Struct, frozen=True, kw_only=True):
    """A batch that is committed.

    Args:
        rows: how many it has changed.
        length: how far it went, in rows or blocks.
        after: where the backfill stands now.
        worked: seconds until its COMMIT.
        committed: seconds of its COMMIT.
    """

    rows: int
    length: int
    after: Position
    worked: float
    committed: float


def run_batch(task: Task, position: Position, size: int, *, is_first: bool) -> Batch:
    """Run the batch that begins at a position, from BEGIN to COMMIT.

    Args:
        task: the backfill.
        position: where it stands.
        size: rows of the batch.
        is_first: True to see under the lock whether somebody has changed the table.

    Raises:
        StatementError: the server refused it.
        ServerError: somebody has changed the table, or another migrator has taken over.
    """
    run, worker = task.run, task.run.connections.worker
    worker.run(f"BEGIN ISOLATION LEVEL READ COMMITTED; {UNLESS_IDLE}; {EXACT_TEXTS}")
    reach = next_reach(worker, task.batches, position, size)
    worker.run(_settings(task, size))
    began = run.clock.now()
    rows = _changed(task, reach.sql)
    if is_first:
        refuse_changed(worker, run.writer.plan, stamps.names(relations(task.segment)))
    after = with_rows(reach.after, rows)
    run.writer.moved(worker, task.segment.number, encoded(after), rows)
    done = run.clock.now()
    worker.run("COMMIT")
    committed = run.clock.now() - done
    return Batch(rows=rows, length=reach.length, after=after, worked=done - began, committed=committed)


def _settings(task: Task, size: int) -> str:
    """Those under which values are computed, and for how long others may have to wait for rows of the batch."""
    budget = max(int(task.run.settings.stall_budget * 1000), 1)
    # Fewer rows than these are changed however long it takes.
    most = budget * _LONGEST_IN_BUDGETS if size > LEAST else task.timeouts.statement
    settings = [OWN_TEXTS, f"SET LOCAL statement_timeout = {most}"]
    if task.segment.steps[0].statement.utc:
        settings.append(UTC)
    return "; ".join(settings)


def _changed(task: Task, sql: str) -> int:
    worker, first = task.run.connections.worker, task.timeouts.lock / 2000
    return meanwhile(worker, lambda: worker.change(sql), lambda: _look(task), first)


def _look(task: Task) -> None:
    """While the UPDATE takes longer than it should: note who is in its way."""
    run = task.run
    task.pulse.beat()
    blocking = waits(run.connections.monitor).of(run.connections.pid("worker"))
    found = sessions(run.connections.monitor, blocking) if blocking else ()
    if found:
        task.seen[:] = found
        end_blockers(run, found)
