"""WAL on the disk, and whether it can be let go of."""

from __future__ import annotations

from wesley.health.check import Check, Finding, ok, skipped, warning
from wesley.health.server import Server
from wesley.health.words import size

_LIMITS = """
SELECT pg_size_bytes(current_setting('max_wal_size'))::float8,
    pg_has_role('pg_monitor', 'USAGE') OR has_function_privilege('pg_ls_waldir()', 'EXECUTE')
"""
_SUM = "SELECT coalesce(sum(size), 0)::float8 FROM pg_ls_waldir()"
_FULL = 2.0


def _look(server: Server) -> Finding:
    limit, may_look = server.session.rows(_LIMITS)[0]
    if not may_look:
        seen = f"max_wal_size is {size(limit)}; how much there is cannot be seen"
        return skipped(seen, "GRANT pg_monitor to this role")
    return judged(server.session.rows(_SUM)[0][0], limit)


def judged(written: float, limit: float) -> Finding:
    """What is to be said of the WAL that is on the disk.

    Args:
        written: its bytes.
        limit: max_wal_size in bytes.
    """
    seen = f"{size(written)} of WAL on the disk; max_wal_size is {size(limit)}"
    if written >= _FULL * limit:
        return warning(seen, "see what keeps it: a replication slot, a failing archive_command, wal_keep_size", written)
    return ok(seen, written)


CHECK = Check(
    name="wal",
    title="WAL on the disk",
    why="Checkpoints keep WAL near max_wal_size (manual, WAL Configuration). Much more means that something keeps it, "
    "and what a backfill writes comes on top.",
    limits="warning from twice max_wal_size",
    look=_look,
    unit="bytes",
)
