"""The timeouts of each kind of segment, set on the worker and verified, whatever the role or the database have set.

A short `lock_timeout` keeps a queue from forming behind a strong lock; the same timeout would end CREATE INDEX
CONCURRENTLY while it waits for old snapshots and leave an invalid index (measured on 12 to 18), so that has none.
"""

from __future__ import annotations

from msgspec import Struct

from wesley.execute.codes import STEP_FAILED
from wesley.execute.connections import Connections
from wesley.plan.plan import SegmentKind
from wesley.problems.problem import Problem, ServerError

# A statement that holds strong locks takes milliseconds. One that does not end may not hold them for longer than this
# many stall budgets.
_BUDGETS_OF_A_STATEMENT = 50
# In milliseconds, as pg_settings has them.
_SHOWN = """
SELECT max(setting) FILTER (WHERE name = 'lock_timeout'), max(setting) FILTER (WHERE name = 'statement_timeout')
FROM pg_settings
"""


class Timeouts(Struct, frozen=True):
    """In milliseconds; 0 for none."""

    lock: int = 0
    statement: int = 0


def of_kind(kind: SegmentKind, stall_budget: float, locks: int) -> Timeouts:
    """The timeouts for a segment.

    Args:
        kind: how it is run.
        stall_budget: in seconds.
        locks: how many strong locks it takes: each may be waited for, so they share the budget.
    """
    budget = max(int(stall_budget * 1000), 1)
    if kind is SegmentKind.TRANSACTION:
        return Timeouts(lock=max(budget // max(locks, 1), 1), statement=budget * _BUDGETS_OF_A_STATEMENT)
    if kind is SegmentKind.BACKFILL:
        return Timeouts(lock=budget, statement=budget * _BUDGETS_OF_A_STATEMENT)
    if kind is SegmentKind.VALIDATION and locks:
        return Timeouts(lock=max(budget // locks, 1))
    return Timeouts()


def set_timeouts(connections: Connections, timeouts: Timeouts) -> None:
    """Set them for the session of the worker and see that they hold.

    A session keeps what was set in it (manual, SET), so the same ones are neither set nor looked at again.

    Raises:
        ServerError: the server did not take them.
    """
    wanted = (str(timeouts.lock), str(timeouts.statement))
    if connections.kept == wanted:
        return
    worker = connections.worker
    worker.rows("SELECT set_config('lock_timeout', %s, false), set_config('statement_timeout', %s, false)", wanted)
    found = worker.rows(_SHOWN, prepare=True)
    if found != [wanted]:
        message = f"the server did not take the timeouts {wanted} but has {found}"
        raise ServerError(Problem(code=STEP_FAILED, message=message, help="use a direct connection to the server"))
    connections.kept = wanted
