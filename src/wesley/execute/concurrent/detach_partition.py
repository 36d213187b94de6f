"""ALTER TABLE ... DETACH PARTITION ... CONCURRENTLY; stopped half-way it is ended with FINALIZE.

It works in two transactions. The first one takes the partition out of sight of new queries; the second waits until the
old ones are done, then locks the partition itself (manual, ALTER TABLE). There is no way back from between.
"""

from __future__ import annotations

from msgspec import Struct

from wesley.changes.lock import Lock
from wesley.execute.codes import SOMEBODY_ELSES
from wesley.execute.concurrent.intent import finish, intend, started
from wesley.execute.concurrent.run_watched import run_watched
from wesley.execute.concurrent.watch import Watched
from wesley.execute.first_seen import FirstSeen
from wesley.execute.heartbeat import Pulse
from wesley.execute.journal.segments import Segment
from wesley.execute.locks import wait_for_holders
from wesley.execute.run import Run
from wesley.execute.touched import strong_locks
from wesley.postgres.session import Session
from wesley.problems.problem import Problem, ServerError
from wesley.sql.outside import DetachPartition, finalize
from wesley.sql.text import qualified

_FIND = """
SELECT c.oid::bigint, i.inhrelid IS NOT NULL, coalesce(i.inhdetachpending, false)
FROM pg_class c LEFT JOIN pg_inherits i ON i.inhrelid = c.oid AND i.inhparent = to_regclass(%s)
WHERE c.oid = to_regclass(%s)
"""


class _Partition(Struct, frozen=True):
    """A partition: its oid, whether it is one at all, and whether it is only half one any more."""

    oid: int
    attached: bool
    pending: bool


def detach_partition(run: Run, segment: Segment, detach: DetachPartition) -> float:
    """Make one attempt to detach a partition; gives the seconds of waiting for others.

    Args:
        run: the run.
        segment: of one statement.
        detach: what the statement detaches.

    Raises:
        ServerError: it is not the partition that it was, or the server refused it.
    """
    step, found, waited = segment.steps[0], _find(run.connections.worker, detach), 0.0
    is_started, oid = started(run, segment)
    if is_started and (found is None or found.oid != oid):
        raise _refused(detach, "somebody has dropped it, or made another one of its name")
    if found is not None and found.pending and not is_started:
        raise _refused(detach, "somebody else has begun to detach it")
    if found is None or found.attached:
        if found is None or not found.pending:
            intend(run, segment, None, oid=found.oid if found else 0)
        waited = _wait(run, segment)
        sql = finalize(detach) if found and found.pending else ""
        waited += run_watched(run, step, _watched(run, segment, detach), sql)
    elif not is_started:
        intend(run, segment, None, oid=found.oid)
        raise _refused(detach, "somebody else has detached it")
    finish(run, segment, None, compare=False)
    return waited


def _wait(run: Run, segment: Segment) -> float:
    """Wait until nobody holds for long what the rows of other tables are looked at under; gives the seconds."""
    began = run.clock.now()
    locks = tuple(lock for lock in strong_locks(segment, run.created) if lock.mode is Lock.SHARE)
    wait_for_holders(run, locks, began + run.settings.patience, Pulse(run), FirstSeen())
    return run.clock.now() - began


def _watched(run: Run, segment: Segment, detach: DetachPartition) -> Watched:
    step = segment.steps[0]
    relations = (f"{detach.schema}.{detach.table}", f"{detach.partition_schema}.{detach.partition}")
    return Watched(
        number=step.number, title=step.title, relations=relations, strong=True, patience=run.settings.patience
    )


def _find(worker: Session, detach: DetachPartition) -> _Partition | None:
    names = [qualified(detach.schema, detach.table), qualified(detach.partition_schema, detach.partition)]
    rows = worker.rows(_FIND, names)
    return _Partition(*rows[0]) if rows else None


def _refused(detach: DetachPartition, reason: str) -> ServerError:
    name = qualified(detach.partition_schema, detach.partition)
    return ServerError(
        Problem(
            code=SOMEBODY_ELSES,
            message=f"the partition {name} is not as this run left it: {reason}",
            help="see what they want with it; when it is as it was, run `wesley migrate --resume`",
        )
    )
