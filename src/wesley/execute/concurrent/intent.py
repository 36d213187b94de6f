"""What the journal has of a statement that no transaction covers: the intent before it, the end after it."""

from __future__ import annotations

import msgspec

from wesley.execute.attempts import in_transaction
from wesley.execute.changed import refuse_changed
from wesley.execute.journal import stamps
from wesley.execute.journal.segments import Segment
from wesley.execute.run import Run
from wesley.execute.touched import relations
from wesley.sql.text import qualified

_STATE = "SELECT state = 'started', coalesce(position, '') FROM wesley.segments WHERE plan = %s AND segment = %s"


def started(run: Run, segment: Segment) -> tuple[bool, int]:
    """Whether the intent is in the journal, and the oid of what the statement is about; 0 where it makes it."""
    is_started, position = run.connections.worker.rows(_STATE, [run.writer.plan, segment.number])[0]
    return is_started, msgspec.json.decode(position, type=dict[str, int])["oid"] if position else 0


def intend(run: Run, segment: Segment, index: tuple[str, str] | None, oid: int = 0) -> None:
    """Write into the journal that a statement is about to run, unless somebody has changed its relations.

    The stamps are taken anew without the index that the statement is about, so that they can be compared whatever
    becomes of it.

    Args:
        run: the run.
        segment: the statement's.
        index: schema and name of the index that is made or dropped; None when it is about none.
        oid: what the statement is about; 0 where it makes it.

    Raises:
        ServerError: somebody has, or another migrator has taken over; nothing has happened.
    """
    worker, plan = run.connections.worker, run.writer.plan
    touched, without = _touched(segment, index), index[1] if index else ""
    is_started, _ = started(run, segment)

    def write() -> None:
        if is_started or not oid:
            refuse_changed(worker, plan, touched, without=without)
        else:
            refuse_changed(worker, plan, touched)
            stamps.keep(worker, plan, touched, without=without)
        if oid:
            run.writer.moved(worker, segment.number, msgspec.json.encode({"oid": oid}).decode(), 0)
        else:
            run.writer.started(worker, segment.number)

    in_transaction(run, write)


def finish(run: Run, segment: Segment, index: tuple[str, str] | None, *, compare: bool = True) -> None:
    """Write into the journal that a statement has had its effect, which the catalog shows.

    Args:
        run: the run.
        segment: the statement's.
        index: as for `intend`.
        compare: False where the statement itself changes what the stamps tell.

    Raises:
        ServerError: somebody has changed a relation meanwhile, or another migrator has taken over.
    """
    worker, plan = run.connections.worker, run.writer.plan

    def write() -> None:
        if compare:
            refuse_changed(worker, plan, _touched(segment, index), without=index[1] if index else "")
        stamps.keep(worker, plan, stamps.names(relations(segment)))
        run.writer.done(worker, segment.number)

    in_transaction(run, write)


def _touched(segment: Segment, index: tuple[str, str] | None) -> list[str]:
    own = qualified(*index) if index else ""
    return [name for name in stamps.names(relations(segment)) if name != own]
