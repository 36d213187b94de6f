"""Room in the server's table of locks."""

from __future__ import annotations

from wesley.health.check import Check, Finding, graded
from wesley.health.server import Server

_LIMITS = (0.5, 0.9)
# The size of the shared lock table (manual, max_locks_per_transaction). Locks of the fast path are not in it.
_FOUND = """
SELECT (SELECT count(*) FROM pg_locks WHERE NOT fastpath AND locktype <> 'virtualxid')::float8,
    (current_setting('max_locks_per_transaction')::bigint
        * (current_setting('max_connections')::bigint + current_setting('max_prepared_transactions')::bigint))::float8,
    (SELECT coalesce(max(n), 0) FROM (
        SELECT count(*) AS n FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
        WHERE c.relkind IN ('r', 'p') GROUP BY i.inhparent) AS counts)::float8
"""


def _look(server: Server) -> Finding:
    taken, room, partitions = server.session.rows(_FOUND)[0]
    part = (taken + 2 * partitions) / room
    seen = f"{taken:,.0f} of {room:,.0f} locks are taken"
    seen += f"; a statement on all partitions of one table takes {partitions:,.0f} and more" if partitions else ""
    return graded(seen, "raise max_locks_per_transaction, which needs a restart", part, _LIMITS)


CHECK = Check(
    name="lock-table",
    title="room for locks",
    why="Locks of all sessions share one table of fixed size. DDL on a partitioned table locks every partition and "
    "their indexes; where the table is full every session that needs a lock fails (`out of shared memory`).",
    limits="warning from 50 % with the partitions of one table, error from 90 %",
    look=_look,
    unit="ratio",
)
