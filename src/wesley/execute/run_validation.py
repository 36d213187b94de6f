"""A segment of one statement in a transaction of its own, which may read a whole table."""

from __future__ import annotations

from wesley.execute import locks as locking
from wesley.execute.attempts import attempt_until
from wesley.execute.changed import refuse_changed
from wesley.execute.heartbeat import Pulse
from wesley.execute.journal import stamps
from wesley.execute.journal.segments import Segment
from wesley.execute.long_statement import run_long
from wesley.execute.run import Done, Run
from wesley.execute.statements import UTC, telling
from wesley.execute.timeouts import Timeouts, of_kind, set_timeouts
from wesley.execute.touched import relations, strong_locks

# A request for SHARE UPDATE EXCLUSIVE keeps no reader or writer waiting, so it may wait until a vacuum gives way.
_WEAK_LOCK_MS = 3000


def run_validation(run: Run, segment: Segment) -> Done:
    """Run it, looking meanwhile.

    Raises:
        ServerError: a lock was not to be had, somebody has changed a relation, or the statement failed; nothing of
            the segment has happened then.
    """
    locks = strong_locks(segment, run.created)
    owned = locking.lockable(run.connections.monitor, locks)
    blocking = tuple(lock for lock in locks if lock.mode.blocks_writes)
    timeouts = of_kind(segment.kind, run.settings.stall_budget, len(blocking))
    set_timeouts(run.connections, timeouts if blocking else Timeouts(lock=_WEAK_LOCK_MS))

    def attempt(vacuum: bool) -> float:  # noqa: FBT001 - one argument of a callback
        locking.begin(run.connections.worker, locks, owned, vacuum=vacuum)
        return _attempt(run, segment)

    waited, held = attempt_until(run, blocking, attempt)
    return Done(waited=waited, held=held if blocking else 0.0)


def _attempt(run: Run, segment: Segment) -> float:
    worker, plan, step = run.connections.worker, run.writer.plan, segment.steps[0]
    touched, pulse = stamps.names(relations(segment)), Pulse(run)
    began = run.clock.now()
    refuse_changed(worker, plan, touched)
    with telling(run, step):
        if step.statement.utc:
            worker.run(UTC)
        run_long(worker, step.statement.sql, pulse.beat)
    stamps.keep(worker, plan, touched)
    run.writer.done(worker, segment.number)
    worker.run("COMMIT")
    return run.clock.now() - began
