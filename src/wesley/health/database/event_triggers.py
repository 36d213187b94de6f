"""Event triggers that see DDL."""

from __future__ import annotations

from wesley.health.check import Check, Finding, ok, warning
from wesley.health.server import Server
from wesley.health.words import listed

_FOUND = """
SELECT t.evtname, t.evtevent, t.evtfoid::regproc::text FROM pg_event_trigger t
WHERE t.evtenabled <> 'D' AND t.evtevent <> 'login' AND NOT EXISTS (
    SELECT FROM pg_depend d WHERE d.classid = 'pg_event_trigger'::regclass AND d.objid = t.oid AND d.deptype = 'e')
ORDER BY 1
"""


def _look(server: Server) -> Finding:
    found = server.session.rows(_FOUND)
    if not found:
        return ok("there are none", 0.0)
    told = listed([f"{name} calls {function} on {event}" for name, event, function in found])
    do = "read what they do before you migrate: one that refuses, locks or writes does so in every statement of a plan"
    return warning(told, do, float(len(found)))


CHECK = Check(
    name="event-triggers",
    title="event triggers",
    why="They run inside the transaction of each DDL statement (manual, Event Triggers): they may refuse it, change "
    "something else, or hold its locks for longer.",
    limits="warning for each that is enabled and of no extension",
    look=_look,
    unit="event triggers",
)
