"""A plan that was not run to its end, or whose contract waits."""

from __future__ import annotations

from wesley.execute.codes import FOREIGN_JOURNAL
from wesley.execute.guard import holder
from wesley.execute.journal import plans
from wesley.execute.journal.install import has_journal
from wesley.execute.standing import current
from wesley.health.check import Check, Finding, error, ok, warning
from wesley.health.server import Server
from wesley.problems.problem import ServerError


def _look(server: Server) -> Finding:
    try:
        if not has_journal(server.session):
            return ok("no plan was run here")
        entry = current(plans.entries(server.session))
    except ServerError as failure:
        problem = failure.problems[0]
        if problem.code is not FOREIGN_JOURNAL:
            raise
        return error(problem.message, problem.help)
    if entry is None:
        return ok("no plan has left anything here")
    if entry.state == "expanded":
        do = "`wesley migrate --contract` when the old application is gone"
        return warning(f"the contract of plan {entry.name} waits since {entry.ended_at}", do)
    if entry.state != "begun":
        return ok(f"plan {entry.name} is done since {entry.ended_at}")
    seen = f"plan {entry.name} was begun at {entry.made_at} and is not finished"
    if holder(server.session):
        return warning(f"{seen}; a migrator works on it", "wait for its end; `wesley status` says how far it is")
    do = "`wesley migrate --resume` goes on with it, `wesley rollback` leads back from what it has done"
    return error(f"{seen}, and nobody works on it", do)


CHECK = Check(
    name="unfinished-plan",
    title="unfinished plan",
    why="A plan is run to its end or led back before another one begins. While a contract waits, what the old "
    "application needs is kept at a price: columns are written twice.",
    limits="warning when a contract waits or a migrator is at work; error when a plan was left unfinished, or the "
    "journal cannot be used",
    look=_look,
)
