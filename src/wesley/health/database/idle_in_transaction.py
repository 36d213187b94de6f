"""Sessions that sit in an open transaction and do nothing."""

from __future__ import annotations

from wesley.health.check import Check, Finding, graded, ok, skipped
from wesley.health.database.activity import others
from wesley.health.server import Server
from wesley.health.words import age, counted

_STATES = ("idle in transaction", "idle in transaction (aborted)")
_LIMITS = (5.0, 300.0)
_DO = (
    "end it: SELECT pg_terminate_backend({pid})\n"
    "idle_in_transaction_session_timeout of the application's role keeps it from coming back"
)


def _look(server: Server) -> Finding:
    found = others(server, "state_change")
    idle = [one for one in found if one.state in _STATES]
    if idle:
        longest = idle[0]
        seen = f"{counted(len(idle), 'session')} idle in transaction; {longest.told(age(longest.seconds))}"
        return graded(seen, _DO.format(pid=longest.pid), longest.seconds, _LIMITS)
    hidden = sum(one.hidden for one in found)
    if hidden:
        return skipped(f"{counted(hidden, 'session')} of other roles cannot be seen", "GRANT pg_monitor to this role")
    return ok(f"none of {counted(len(found), 'other session')} is idle in a transaction", 0.0)


CHECK = Check(
    name="idle-in-transaction",
    title="idle in transaction",
    why="It holds locks and a snapshot for nothing, for as long as its application has forgotten it; autovacuum cannot "
    "clean behind it.",
    limits="warning from 5 s, error from 5 minutes",
    look=_look,
    unit="seconds",
)
