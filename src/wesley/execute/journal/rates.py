"""How fast the server works, as `wesley doctor --calibrate` has measured it and the journal keeps it.

The table comes with the first measurement: a journal that has none is as good.
"""

from __future__ import annotations

from msgspec import Struct

from wesley.execute.journal.install import install
from wesley.postgres.session import Session

_MAKE = """
CREATE TABLE IF NOT EXISTS wesley.rates (
    measured_at timestamptz PRIMARY KEY DEFAULT clock_timestamp(),
    scan double precision NOT NULL CHECK (scan > 0),
    rewrite double precision NOT NULL CHECK (rewrite > 0),
    build double precision NOT NULL CHECK (build > 0),
    backfill double precision NOT NULL CHECK (backfill > 0),
    bytes bigint NOT NULL,
    tool text NOT NULL
)
"""
# Figures only: whoever may read the journal may read them, as `has_journal` asks of every table.
_SHARE = "GRANT SELECT ON wesley.rates TO PUBLIC"
_STORE = """
INSERT INTO wesley.rates (scan, rewrite, build, backfill, bytes, tool) VALUES (%s, %s, %s, %s, %s, %s)
RETURNING measured_at::date::text
"""
_MAY_READ = """
SELECT has_table_privilege(c.oid, 'SELECT') AND has_schema_privilege(c.relnamespace, 'USAGE')
FROM pg_class c WHERE c.relname = 'rates' AND c.relnamespace = to_regnamespace('wesley') AND c.relkind = 'r'
"""
_LAST = (
    "SELECT scan, rewrite, build, backfill, bytes, measured_at::date::text FROM wesley.rates "
    "ORDER BY measured_at DESC LIMIT 1"
)


class Measurement(Struct, frozen=True, kw_only=True):
    """What was measured.

    Args:
        scan, rewrite, build: bytes a second of a table that is read, rewritten with its indexes, or indexed.
        backfill: rows a second.
        bytes: size of the table that it was measured on.
        day: when, as `2026-01-31`; empty before it is stored.
    """

    scan: float
    rewrite: float
    build: float
    backfill: float
    bytes: int
    day: str = ""


def store(session: Session, measured: Measurement, tool: str) -> str:
    """Keep a measurement; the journal is made where there is none.

    Args:
        session: as the role that migrates, outside any transaction.
        measured: what was measured.
        tool: version of Wesley.

    Returns:
        The day.

    Raises:
        ServerError: the journal cannot be made or written.
    """
    install(session)
    if session.rows(_MAY_READ) == []:
        session.run(_MAKE)
        session.run(_SHARE)
    values = [measured.scan, measured.rewrite, measured.build, measured.backfill, measured.bytes, tool]
    return str(session.rows(_STORE, values)[0][0])


def last(session: Session) -> Measurement | None:
    """What was measured last; None where nothing was, or where it may not be read."""
    if session.rows(_MAY_READ) != [(True,)]:
        return None
    rows = session.rows(_LAST)
    return Measurement(**dict(zip(Measurement.__struct_fields__, rows[0], strict=True))) if rows else None
