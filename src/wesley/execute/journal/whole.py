"""Whether a plan stands in the journal as it was written there."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.execute.journal.damaged import damaged
from wesley.execute.journal.plans import Entry
from wesley.plan.formats.record import Head, digest
from wesley.postgres.session import Session

_RECORDS = """
SELECT number, record FROM wesley.steps WHERE plan = %s AND NOT back AND number > %s ORDER BY number LIMIT 1000
"""
_STEPS = "SELECT segment, min(number), max(number) FROM wesley.steps WHERE plan = {plan} AND NOT back GROUP BY segment"
_SEGMENTS = "SELECT segment, first_step, last_step FROM wesley.segments WHERE plan = {plan}"
_DIFFERENT = "SELECT EXISTS (({one} EXCEPT {other}) UNION ALL ({other} EXCEPT {one}))"


def refuse_damaged(session: Session, entry: Entry, head: Head) -> None:
    """See that nobody has changed a plan: its head, its statements, and which segment each belongs to.

    Args:
        session: reads.
        entry: the plan.
        head: the same one's.

    Raises:
        ServerError: somebody has.
    """
    stated = (head.digest, head.contract)
    if stated != (entry.digest, entry.contract) or digest(head, _records(session, entry.plan)) != entry.digest:
        raise damaged(f"plan {entry.name} is not as it was written there")
    steps, segments = (sql.format(plan=entry.plan) for sql in (_STEPS, _SEGMENTS))
    if session.rows(_DIFFERENT.format(one=steps, other=segments))[0][0]:
        raise damaged(f"the segments of plan {entry.name} are not those of its statements")


def _records(session: Session, plan: int) -> Iterator[bytes]:
    """The statements as texts, a thousand at a time."""
    last = 0
    while rows := session.rows(_RECORDS, [plan, last]):
        yield from (text.encode() for _, text in rows)
        last = rows[-1][0]
