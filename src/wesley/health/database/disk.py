"""Room on the disk of the server."""

from __future__ import annotations

from wesley.health.check import Check, Finding, error, ok, skipped, warning
from wesley.health.server import Server
from wesley.health.words import size

# Not pg_total_relation_size: it waits for locks on the relation. Pages are as of the last VACUUM or ANALYZE.
_SIZES = """
SELECT pg_database_size(current_database())::float8, coalesce((
    SELECT max((c.relpages::bigint + coalesce(t.relpages, 0) + (
            SELECT coalesce(sum(x.relpages), 0) FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid
            WHERE i.indrelid = c.oid)) * current_setting('block_size')::bigint)
    FROM pg_class c LEFT JOIN pg_class t ON t.oid = c.reltoastrelid WHERE c.relkind IN ('r', 'm')
), 0)::float8
"""


def _look(server: Server) -> Finding:
    whole, biggest = server.session.rows(_SIZES)[0]
    seen = f"the database takes {size(whole)}, its biggest table with indexes {size(biggest)}"
    if server.free_bytes is None:
        return skipped(
            f"{seen}; free room is seen only on the machine of the server, over a local socket, by a role that may "
            "read data_directory",
            "look there: df -h",
        )
    return judged(seen, server.free_bytes, biggest)


def judged(seen: str, free: float, biggest: float) -> Finding:
    """What is to be said of free room.

    Args:
        seen: what was seen of the database.
        free, biggest: bytes that are free, and of the biggest table.
    """
    seen = f"{seen}; {size(free)} are free"
    if free < biggest:
        return error(seen, "make room first: the biggest table could not be rewritten", free)
    if free < 3 * biggest:
        return warning(seen, "a rewrite needs the table and its indexes again, and as much WAL: make room", free)
    return ok(seen, free)


CHECK = Check(
    name="disk",
    title="room on the disk",
    why="Indexes are built beside the table, columns are replaced by new ones, and both write as much WAL. A full disk "
    "stops the whole server.",
    limits="warning below three times the biggest table, error below once",
    look=_look,
    unit="bytes free",
)
