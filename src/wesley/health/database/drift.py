"""Whether the database is still what the last plan has left."""

from __future__ import annotations

from wesley.drift.compare import compare as drifted
from wesley.drift.finding import worst
from wesley.execute.compare import compare
from wesley.execute.journal import plans
from wesley.execute.journal.install import has_journal
from wesley.execute.migrate import reached
from wesley.health.check import Check, Finding, error, ok, skipped, warning
from wesley.health.server import Server
from wesley.health.words import counted, listed

_DO = "`wesley drift --against applied` shows each, and both ways out of it: repair and adopt"


def _look(server: Server) -> Finding:
    if not has_journal(server.session):
        return skipped("no plan was run here, so nobody knows what should be there")
    # What leads back counts too: it has left what was there before.
    entry = next((one for one in reversed(plans.entries(server.session)) if one.state != "undone"), None)
    if entry is None:
        return skipped("no plan has left anything here")
    if entry.state == "begun":
        return skipped(f"plan {entry.name} is not finished", "`wesley status` says how things stand")
    head = plans.head(server.session, entry.plan)
    comparison = compare(server.session, reached(head), entry.approvals.namespaces)
    found = drifted(comparison.found, comparison.expected)
    if not found:
        return ok(f"the database is what plan {entry.name} has left", 0.0)
    told = listed([f"{one.subject.kind} {one.subject.path} is {one.kind}" for one in found])
    seen = f"{counted(len(found), 'difference')} to what plan {entry.name} has left: {told}"
    is_bad = worst(found) == "error"
    return error(seen, _DO, float(len(found))) if is_bad else warning(seen, _DO, float(len(found)))


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
