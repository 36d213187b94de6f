"""A segment of one statement that cannot run inside a transaction: CREATE INDEX CONCURRENTLY and its like."""

from __future__ import annotations

from wesley.execute.codes import STEP_FAILED
from wesley.execute.concurrent.create_index import create_index
from wesley.execute.concurrent.detach_partition import detach_partition
from wesley.execute.concurrent.given_up import persist
from wesley.execute.concurrent.remove_index import remove_index
from wesley.execute.journal.segments import Segment
from wesley.execute.run import Done, Run
from wesley.execute.timeouts import of_kind, set_timeouts
from wesley.problems.problem import Problem, ServerError
from wesley.sql.outside import BuildIndex, Outside, RemoveIndex, outside


def run_concurrent(run: Run, segment: Segment) -> Done:
    """Run it, or what is left of it after a crash.

    The intent is in the journal before the statement runs, and the segment is done when the catalog shows the effect;
    in between the catalog tells how far it came.

    Raises:
        ServerError: it was given up, the name that it needs is somebody else's, or the server refused it; what it left
            half-made is taken away where that is possible.
    """
    step = segment.steps[0]
    what = outside(step.statement.sql)
    if what is None:
        raise _unknown(step.statement.sql)
    set_timeouts(run.connections, of_kind(segment.kind, run.settings.stall_budget, 0))
    return Done(waited=persist(run, step, lambda: _attempt(run, segment, what)))


def _attempt(run: Run, segment: Segment, what: Outside) -> float:
    if isinstance(what, BuildIndex):
        return create_index(run, segment, what)
    if isinstance(what, RemoveIndex):
        return remove_index(run, segment, what)
    return detach_partition(run, segment, what)


def _unknown(sql: str) -> ServerError:
    """Nobody could tell after a crash how far it came."""
    return ServerError(
        Problem(
            code=STEP_FAILED,
            message="this statement cannot run in a transaction, and Wesley cannot see how far it came when it fails",
            help=f"nothing of it was run; plan again with this version of Wesley\n{sql}",
        )
    )
