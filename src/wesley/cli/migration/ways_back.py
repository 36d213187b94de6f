"""Which plans are led back, in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wesley.cli.codes import NO_SUCH_PLAN
from wesley.execute.codes import NO_WAY_BACK, NOTHING_TO_RESUME
from wesley.execute.journal import plans
from wesley.execute.journal.install import has_journal
from wesley.execute.standing import current
from wesley.postgres.session import session
from wesley.problems.problem import Problem, UsageError, WesleyError

if TYPE_CHECKING:
    from wesley.execute.journal.plans import Entry
    from wesley.postgres.session import Session

_START = "0"


def last_one(monitor: Session, name: str = "") -> Entry:
    """The plan to lead back: the unfinished one, else the last one whose work is there.

    Args:
        monitor: outside any transaction.
        name: the plan that it has to be; empty for whichever it is.

    Raises:
        WesleyError: no plan was run, or it is another one.
    """
    found = current(plans.entries(monitor)) if has_journal(monitor) else None
    if found is None:
        help_text = "`wesley history` lists what was run"
        raise WesleyError(Problem(code=NOTHING_TO_RESUME, message="there is no plan to lead back", help=help_text))
    if name not in ("", found.name):
        message = f"plan {found.name} was begun meanwhile by somebody else"
        raise WesleyError(Problem(code=NO_WAY_BACK, message=message, help="`wesley history` lists what was run"))
    return found


def to_lead_back(conninfo: str, name: str) -> tuple[str, ...]:
    """The plans after one, the last first, by their names.

    Args:
        conninfo: the database.
        name: number or name of the plan to get back to; `0` for the time before the first.

    Raises:
        UsageError: there is no such plan.
        WesleyError: one of those after it was not finished, or has no way back.
    """
    with session(conninfo) as looking:
        entries = plans.entries(looking) if has_journal(looking) else ()
    kept = next((one.plan for one in entries if name in (str(one.plan), one.name)), 0)
    if kept == 0 and name != _START:
        help_text = "`wesley history` lists the plans; 0 means the time before the first"
        raise UsageError(Problem(code=NO_SUCH_PLAN, message=f"the journal has no plan {name}", help=help_text))
    after = [one for one in reversed(entries) if one.plan > kept and one.state != "undone"]
    ways = [one for one in after if one.undoes is None or one.state == "begun"]
    missing = [one for one in ways if one.state != "begun" and not one.has_way_back]
    if missing:
        problems = (f"nothing leads back from plan {one.name}: {one.no_way_back}" for one in missing)
        help_text = "lead back to a later plan with --to, or restore a backup"
        raise WesleyError(*(Problem(code=NO_WAY_BACK, message=text, help=help_text) for text in problems))
    return tuple(one.name for one in ways)
