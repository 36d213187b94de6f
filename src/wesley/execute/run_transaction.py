"""A segment whose statements share a transaction, each done in constant time once it has its locks."""

from __future__ import annotations

from wesley.changes.lock import RelationLock
from wesley.execute import locks as locking
from wesley.execute.attempts import attempt_until
from wesley.execute.changed import refuse_changed
from wesley.execute.journal import stamps
from wesley.execute.journal.segments import Segment
from wesley.execute.run import Done, Run
from wesley.execute.statements import run_statement
from wesley.execute.timeouts import of_kind, set_timeouts
from wesley.execute.touched import relations, strong_locks


def run_transaction(run: Run, segment: Segment) -> Done:
    """Run it, waiting for its locks without keeping anybody else waiting.

    Raises:
        ServerError: a lock was not to be had, somebody has changed a relation, or a statement failed; nothing of the
            segment has happened then.
    """
    locks = strong_locks(segment, run.created)
    owned = locking.lockable(run.connections.monitor, locks)
    timeouts = of_kind(segment.kind, run.settings.stall_budget, len(locks))
    set_timeouts(run.connections, timeouts)

    def attempt(vacuum: bool) -> float:  # noqa: FBT001 - one argument of a callback
        locking.begin(run.connections.worker, locks, owned, vacuum=vacuum)
        return _attempt(run, segment, locks)

    waited, held = attempt_until(run, locks, attempt)
    return Done(waited=waited, held=held)


def _attempt(run: Run, segment: Segment, locks: tuple[RelationLock, ...]) -> float:
    """One transaction from its locks to COMMIT; gives the seconds for which it held strong locks."""
    worker, plan = run.connections.worker, run.writer.plan
    touched = stamps.names(relations(segment))
    began = run.clock.now()
    refuse_changed(worker, plan, touched)
    for step in segment.steps:
        run_statement(run, step)
    stamps.keep(worker, plan, touched)
    run.writer.done(worker, segment.number)
    worker.run("COMMIT")
    return run.clock.now() - began if any(lock.mode.blocks_writes for lock in locks) else 0.0
