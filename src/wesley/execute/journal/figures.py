"""The figures of runs, so that they can be told when the runs are over.

They came to the journal later than its other tables, and nothing depends on them: a journal without them is whole.
"""

from __future__ import annotations

import msgspec

from wesley.execute.errors import is_lost
from wesley.execute.journal.decode import decode
from wesley.observe.metrics import Metrics
from wesley.postgres.session import Session, StatementError

_IS_THERE = "SELECT to_regclass('wesley.figures') IS NOT NULL"
_DDL = """
CREATE TABLE IF NOT EXISTS wesley.figures (
    run text PRIMARY KEY REFERENCES wesley.runs ON DELETE CASCADE,
    told_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    record text NOT NULL
)
"""
_KEEP = """
INSERT INTO wesley.figures (run, record) SELECT run, %s FROM wesley.runs WHERE run = %s
ON CONFLICT (run) DO UPDATE SET record = excluded.record, told_at = excluded.told_at
"""
_LAST = "SELECT record FROM wesley.figures JOIN wesley.runs USING (run) ORDER BY started_at DESC, token DESC LIMIT 1"


def has_figures(session: Session) -> bool:
    """Whether the journal has a place for them."""
    return bool(session.rows(_IS_THERE)[0][0])


def make(session: Session) -> None:
    """Make that place where there is none; a role that may not runs its plans without.

    Raises:
        StatementError: the connection is lost.
    """
    if has_figures(session):
        return
    try:
        session.run(_DDL)
    except StatementError as error:
        if is_lost(error):
            raise


def keep(session: Session, metrics: Metrics) -> None:
    """Write down how far a run is, in place of what was there of it."""
    session.run(_KEEP, [msgspec.json.encode(metrics).decode(), metrics.run])


def last(session: Session) -> Metrics | None:
    """The figures of the latest run that has any; None where there are none.

    Raises:
        ServerError: they were changed by hand.
    """
    if not has_figures(session):
        return None
    rows = session.rows(_LAST)
    return decode(rows[0][0], Metrics) if rows else None
