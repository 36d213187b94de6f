"""Replication slots that keep WAL on the disk."""

from __future__ import annotations

from wesley.health.check import Check, Finding, error, graded, ok, skipped
from wesley.health.server import Server
from wesley.health.words import counted, size
from wesley.sql.text import quote_literal

_LIMITS = (float(1 << 30), float(16 << 30))
# `wal_status` is there since 13.
_FOUND = """
SELECT slot_name, active, coalesce(to_jsonb(s) ->> 'wal_status', ''),
    coalesce(pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn), 0)::float8
FROM pg_replication_slots s WHERE NOT temporary ORDER BY 4 DESC
"""
_LOST = ("lost", "unreserved")


def _look(server: Server) -> Finding:
    if server.session.rows("SELECT pg_is_in_recovery()")[0][0]:
        return skipped("the server is a standby", "name the primary")
    found = server.session.rows(_FOUND)
    if not found:
        return ok("there are none", 0.0)
    name, active, _, kept = found[0]
    lost = [slot for slot, _, status, _ in found if status in _LOST]
    if lost:
        seen = f"{counted(len(lost), 'slot')} without the WAL that it needs: {', '.join(lost)}"
        return error(seen, "build its standby or subscription anew, then drop the slot", kept)
    seen = f"{counted(len(found), 'slot')}; {name} keeps {size(kept)}" + ("" if active else ", and nobody uses it")
    do = f"see why nobody reads it; SELECT pg_drop_replication_slot({quote_literal(name)}) lets go of what it keeps"
    return graded(seen, do, kept, _LIMITS)


CHECK = Check(
    name="replication-slots",
    title="replication slots",
    why="A slot keeps WAL until its reader has had it, and nothing else limits that unless max_slot_wal_keep_size is "
    "set (manual, Replication Slots). A backfill adds to it until the disk is full.",
    limits="warning from 1 GB that a slot keeps; error from 16 GB, or when a slot has lost what it needs",
    look=_look,
    unit="bytes",
)
