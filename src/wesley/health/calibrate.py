"""Measuring how fast a server scans, rewrites, indexes and fills a table: on a temporary one of bounded size."""

from __future__ import annotations

import time
from collections.abc import Callable

from wesley.execute.journal.rates import Measurement
from wesley.postgres.session import Session

ROWS = 100_000
BATCH = 5_000
# What a row that is changed writes to WAL, with its index entries.
_WAL_OF_ROW = 200
_TABLE = "pg_temp.wesley_calibration"
_MAKE = (
    "CREATE TEMPORARY TABLE wesley_calibration (id bigint PRIMARY KEY, quantity integer NOT NULL, "
    "email text NOT NULL, note text, total bigint)",
    f"INSERT INTO {_TABLE} SELECT n, n % 1000, md5(n::text) || '@example.org', repeat(md5(n::text), 3) "  # noqa: S608
    f"FROM generate_series(1, {ROWS}) AS n",
    f"ANALYZE {_TABLE}",
)
_SIZES = f"SELECT pg_table_size('{_TABLE}'), pg_indexes_size('{_TABLE}')"
_SCAN = f"ALTER TABLE {_TABLE} ADD CHECK (quantity >= 0)"
_BUILD = f"CREATE INDEX ON {_TABLE} (email, quantity)"
_REWRITE = f"ALTER TABLE {_TABLE} ALTER COLUMN quantity TYPE bigint"
_FILL = f"UPDATE {_TABLE} SET total = quantity * 2 WHERE id > %s AND id <= %s"  # noqa: S608 - constants
# A temporary table writes no WAL, so that its commits would wait for no disk; this writes as much as a real one's.
_WRITE_WAL = f"SELECT pg_logical_emit_message(true, 'wesley calibration', repeat('x', {BATCH * _WAL_OF_ROW}))"
_LIMIT = "SET statement_timeout = '60s'"

WHAT = (
    f"makes a temporary table of {ROWS:,} rows, about 25 MB, that only this session sees; reads, indexes, rewrites and "
    f"fills it, and writes {ROWS // 4 * _WAL_OF_ROW / 1e6:.0f} MB of WAL. The table is gone with the session"
)


def calibrate(session: Session) -> Measurement:
    """Measure. Nobody waits for it; for some seconds it takes a core and some room.

    Args:
        session: of its own, outside any transaction; it is closed afterwards, and the table with it.

    Raises:
        StatementError: the server refused it, or a statement took longer than a minute.
    """
    session.run(_LIMIT)
    for statement in _MAKE:
        session.run(statement)
    table, _ = session.rows(_SIZES)[0]
    scan = table / _seconds(lambda: session.run(_SCAN))
    filled = ROWS // 4
    backfill = filled / _seconds(lambda: _fill(session, filled))
    table, _ = session.rows(_SIZES)[0]
    build = table / _seconds(lambda: session.run(_BUILD))
    table, indexes = session.rows(_SIZES)[0]
    rewrite = (table + indexes) / _seconds(lambda: session.run(_REWRITE))
    return Measurement(scan=scan, rewrite=rewrite, build=build, backfill=backfill, bytes=table)


def _fill(session: Session, rows: int) -> None:
    """Batches, a transaction each, as a backfill has them."""
    for first in range(0, rows, BATCH):
        session.run("BEGIN")
        session.run(_FILL, [first, first + BATCH])
        session.run(_WRITE_WAL)
        session.run("COMMIT")


def _seconds(work: Callable[[], None]) -> float:
    began = time.perf_counter()
    work()
    return max(time.perf_counter() - began, 1e-6)
