"""Whether the database is still what the last plan has left."""

from __future__ import annotations

from wesley.drift.journal import look_up
from wesley.drift.look import look
from wesley.execute.compare import compare
from wesley.health.check import Check, Finding, error, ok, skipped, warning
from wesley.health.database.differences import told
from wesley.health.server import Server
from wesley.ir.schema import Schema
from wesley.plan.ignore import rules_of
from wesley.plan.scope import scoped

_DO = "`wesley drift --against applied` shows each, and how to repair it; `wesley drift` how to adopt it, too"


def _look(server: Server) -> Finding:
    journal = look_up(server.session)
    if journal.unfinished:
        return skipped(f"plan {journal.unfinished} is not finished", "`wesley status` says how things stand")
    if journal.applied is None:
        return skipped("no plan was run here, so nobody knows what should be there")
    comparison = compare(server.session, journal.applied.physical, journal.applied.namespaces)
    found = Schema(physical=comparison.found)
    # What others have made since in PostgreSQL schemas of their own is theirs, as for `wesley drift --against applied`.
    expected = scoped(found, Schema(physical=comparison.expected))
    drift = look(found, expected, None, rules_of(server.ignore, ()))
    number = float(len(drift.findings))
    if not number:
        return ok(
            "; ".join(filter(None, (f"the database is what plan {journal.applied.plan} has left", told(drift)))), 0
        )
    seen = f"not what plan {journal.applied.plan} has left: {told(drift)}"
    return error(seen, _DO, number) if drift.severity == "error" else warning(seen, _DO, number)


CHECK = Check(
    name="drift",
    title="drift",
    why="What was changed by hand is in no file: the next plan takes it back or fails on it, and other databases do "
    "not have it.",
    limits="warning for a difference to what the journal says was applied last; error for one that can break queries "
    "or let rows be seen",
    look=_look,
    unit="differences",
    alone=True,
)
