"""Runs that gave no sign of life, of a fleet or of one database."""

from __future__ import annotations

from wesley.execute.guard import holder
from wesley.execute.journal.install import has_journal
from wesley.health.check import Check, Finding, error, ok, warning
from wesley.health.server import Server
from wesley.health.words import age, counted

# A run writes a sign of life at least every 30 seconds; this is four of them.
_SILENT = 120.0
_FOUND = """
SELECT run, host, process, role, extract(epoch FROM clock_timestamp() - seen_at)::float8
FROM wesley.runs WHERE ended_at IS NULL ORDER BY seen_at DESC
"""


def _look(server: Server) -> Finding:
    if not has_journal(server.session):
        return ok("no worker has been here", 0.0)
    found = server.session.rows(_FOUND)
    if not found:
        return ok("no worker is at work; all runs have ended", 0.0)
    run, host, process, role, seconds = found[0]
    who = f"run {run} by {role} on {host}, process {process}: last sign of life {age(seconds)} ago"
    if seconds < _SILENT:
        return ok(f"{counted(len(found), 'worker')} at work; {who}", seconds)
    if holder(server.session):
        do = "it may hang: look at the machine that it runs on; `wesley status` says what it is at"
        return error(f"{who}, and the lock of a migrator is held", do, seconds)
    do = "it is gone; `wesley status` says how things stand, `wesley migrate --resume` goes on"
    return warning(f"{who}, and it holds no lock", do, seconds)


CHECK = Check(
    name="workers",
    title="workers",
    why="A worker of a fleet, or a single run, writes a sign of life into the journal twice a minute. One that is "
    "silent was killed, was cut off, or hangs.",
    limits="warning when a run is silent for 2 minutes; error when a migrator holds the lock meanwhile",
    look=_look,
    unit="seconds",
)
