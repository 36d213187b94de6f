"""Transactions that have been open for long."""

from __future__ import annotations

from wesley.health.check import Check, Finding, graded, ok, skipped
from wesley.health.database.activity import others
from wesley.health.server import Server
from wesley.health.words import age, counted

_LIMITS = (60.0, 1800.0)
_DO = (
    "wait for its end, or end it: SELECT pg_terminate_backend({pid})\n"
    "`wesley migrate --kill-blockers-after TIME` ends those that are in its way"
)


def _look(server: Server) -> Finding:
    found = others(server, "xact_start")
    long = [one for one in found if not one.hidden and one.seconds >= _LIMITS[0]]
    if long:
        oldest = long[0]
        seen = f"{counted(len(long), 'transaction')} over {age(_LIMITS[0])}; {oldest.told(age(oldest.seconds))}"
        return graded(seen, _DO.format(pid=oldest.pid), oldest.seconds, _LIMITS)
    hidden = sum(one.hidden for one in found)
    if hidden:
        return skipped(f"{counted(hidden, 'session')} of other roles cannot be seen", "GRANT pg_monitor to this role")
    oldest_seconds = max((one.seconds for one in found), default=0.0)
    return ok(f"none of {counted(len(found), 'other session')} is in a long transaction", oldest_seconds)


CHECK = Check(
    name="long-transactions",
    title="long transactions",
    why="A transaction keeps the locks of every table that it has read. A migration that wants a strong lock waits for "
    "it, and everybody who comes later waits behind the migration; concurrent builds wait for its snapshot.",
    limits="warning from 1 minute, error from 30 minutes",
    look=_look,
    unit="seconds",
)
