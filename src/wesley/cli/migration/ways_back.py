"""Which plans are led back, in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wesley.cli.codes import NO_SUCH_PLAN
from wesley.cli.migration.from_journal import propose_lead_back, propose_way_back, propose_whole_way_back
from wesley.execute.codes import NO_WAY_BACK, NOTHING_TO_RESUME
from wesley.execute.journal import plans
from wesley.execute.journal.install import has_journal
from wesley.execute.standing import current, expanded_before, standing_plans
from wesley.postgres.session import session
from wesley.problems.problem import Problem, UsageError, WesleyError

if TYPE_CHECKING:
    from wesley.cli.migration.site import Proposal, Site
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


def way_back(site: Site, entry: Entry, kept: int) -> Proposal:
    """How a plan is led back.

    Args:
        site: where.
        entry: the plan.
        kept: number of a plan that is not led back; 0 for none.

    Raises:
        WesleyError: nothing leads back.
    """
    if entry.state == "begun":
        return propose_lead_back(site, entry)
    first = expanded_before(plans.entries(site.connections.monitor), entry)
    if first is not None and first.plan != kept:
        both = propose_whole_way_back(site, first, entry)
        if both is not None:
            return both
    return propose_way_back(site, entry)


def number_of(conninfo: str, name: str) -> int:
    """The number of a plan by its number or name; `0` means the time before the first.

    Raises:
        UsageError: there is no such plan.
    """
    found = next((one.plan for one in _entries(conninfo) if name in (str(one.plan), one.name)), None)
    if found is None and name != _START:
        help_text = "`wesley history` lists the plans; 0 means the time before the first"
        raise UsageError(Problem(code=NO_SUCH_PLAN, message=f"the journal has no plan {name}", help=help_text))
    return found or 0


def to_lead_back(conninfo: str, kept: int) -> tuple[str, ...]:
    """The names of the plans after one, the last first.

    Args:
        conninfo: the database.
        kept: number of the plan to get back to.

    Raises:
        WesleyError: one of those has no way back. Of one that may be the contract of the plan before it, that is told
            only when its turn has come.
    """
    entries = _entries(conninfo)
    unfinished = tuple(one for one in entries if one.state == "begun")
    standing = tuple(one for one in standing_plans(entries) if one.plan > kept)
    missing = [one for one in standing if not one.has_way_back and not _is_later_contract(entries, one, kept)]
    if missing:
        problems = (f"nothing leads back from plan {one.name}: {one.no_way_back}" for one in missing)
        help_text = "lead back to a later plan with --to, or restore a backup"
        raise WesleyError(*(Problem(code=NO_WAY_BACK, message=text, help=help_text) for text in problems))
    return tuple(one.name for one in (*unfinished, *reversed(standing)))


def _is_later_contract(entries: tuple[Entry, ...], entry: Entry, kept: int) -> bool:
    first = expanded_before(entries, entry)
    return first is not None and first.plan != kept


def _entries(conninfo: str) -> tuple[Entry, ...]:
    with session(conninfo) as looking:
        return plans.entries(looking) if has_journal(looking) else ()
