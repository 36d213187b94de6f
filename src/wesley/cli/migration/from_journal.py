"""Plans that the journal has: an unfinished one to go on with, and the ways back."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from msgspec.structs import replace

from wesley.cli.migration.aftermath import table
from wesley.cli.migration.ask import confirm
from wesley.cli.migration.conduct import budget, resume, untouched
from wesley.cli.migration.site import Proposal, Site, heading
from wesley.cli.terminal import product, status
from wesley.execute.accept import Acceptance, accept, acceptance
from wesley.execute.codes import NO_WAY_BACK
from wesley.execute.compare import compare
from wesley.execute.gates import refuse_changed_since, refuse_other_catalog
from wesley.execute.journal import plans
from wesley.execute.journal.new_plan import new_plan
from wesley.execute.journal.plans import Approvals, Entry, NewPlan
from wesley.execute.journal.whole import refuse_damaged
from wesley.execute.lead_back import lead_back, refuse_contract_begun, whole_way_back
from wesley.execute.standing import standing
from wesley.execute.strangers import refuse_strangers
from wesley.plan.document import Document, Undo
from wesley.plan.formats.difference import applied
from wesley.plan.formats.json import assembled
from wesley.plan.formats.text import text
from wesley.plan.formats.words import counted
from wesley.plan.report.report import report
from wesley.problems.problem import Problem, WesleyError

if TYPE_CHECKING:
    from wesley.postgres.session import Session

_LEADS_BACK = "it leads back itself; `wesley migrate` leads forward again"


def go_on(site: Site, entry: Entry) -> int:
    """Go on with an unfinished plan, or with `--dry-run` say how far it is."""
    found = standing(site.connections.monitor)
    far = found.progress
    done = f"{far.statements_done} of {counted(far.statements, 'statement')}" if far is not None else "nothing"
    rows = [("plan", entry.name), ("from", entry.source), ("to", entry.target), ("done", done)]
    accepted = _acceptance(site, entry) if site.given.get("accept_changes") else Acceptance()
    rows += [("others", line) for line in accepted.told]
    product(f"{heading(site)}{table(rows)}\n")
    if site.given["dry_run"]:
        status("dry run: nothing was changed\n", site.options)
        return 0
    if accepted.told:
        sys.stdout.flush()
        question = "Leave what somebody else has changed as it is, and go on"
        if not confirm(question, site.target, site.place.dbname, yes=site.given["yes"]):
            status("nothing was changed\n", site.options)
            return 1
        entry = _accepted(site, entry, accepted)
    return resume(site, entry)


def _acceptance(site: Site, entry: Entry) -> Acceptance:
    monitor = site.connections.monitor
    with untouched(site.target.command("status")):
        head = plans.head(monitor, entry.plan)
        refuse_damaged(monitor, entry, head)
        return acceptance(monitor, entry, head)


def _accepted(site: Site, entry: Entry, accepted: Acceptance) -> Entry:
    worker, monitor = site.connections.worker, site.connections.monitor
    with untouched(site.target.command("migrate", "--resume", "--accept-changes")):
        return accept(worker, monitor, entry, plans.head(monitor, entry.plan), accepted)


def propose_way_back(site: Site, entry: Entry) -> Proposal:
    """The way back that the journal has of a plan which was run.

    Raises:
        WesleyError: there is none, or the database is not where the plan has led.
    """
    if not entry.has_way_back:
        message = f"nothing leads back from plan {entry.name}: {entry.no_way_back}"
        help_text = "restore a backup, or plan forward to what is wanted"
        raise WesleyError(Problem(code=NO_WAY_BACK, message=message, help=help_text))
    agreed = _approvals(site, entry)
    monitor = site.connections.monitor
    head = plans.head(monitor, entry.plan, back=True)
    lines = tuple(plans.lines(monitor, entry.plan, back=True))
    refuse_other_catalog(monitor, head, agreed.namespaces, agreed.ignore)
    plan, its_report = assembled(head, lines, f"the way back of plan {entry.name}")
    document = Document(
        plan=plan, report=its_report, undo=Undo(reason=_LEADS_BACK), source=head.source, target=head.target
    )

    def gate(session: Session) -> None:
        refuse_other_catalog(session, head, agreed.namespaces, agreed.ignore)

    new = NewPlan(head=head, lines=lines, no_way_back=_LEADS_BACK, approvals=agreed, undoes=entry.plan)
    return Proposal(text=_shown(site, document), new=new, gate=gate, question=_question(site, document))


def propose_whole_way_back(site: Site, first: Entry, entry: Entry) -> Proposal | None:
    """The way back from a plan and its contract, which was run later as a plan of its own.

    Args:
        site: where.
        first: the plan whose contract was not run with it.
        entry: the plan after it.

    Returns:
        None when the second one is not the contract of the first: it has led somewhere else.

    Raises:
        WesleyError: nothing leads back.
    """
    agreed = _approvals(site, first)
    monitor = site.connections.monitor
    head = plans.head(monitor, first.plan)
    goal = applied(head.before, head.goal)
    if not compare(monitor, goal, agreed.namespaces, agreed.ignore).is_equal:
        return None
    plan = whole_way_back(head)
    document = Document(
        plan=plan,
        report=report(plan),
        undo=Undo(reason=_LEADS_BACK),
        source=f"what plan {first.name} and its contract, plan {entry.name}, have led to",
        target=head.source,
    )
    new = new_plan(document, agreed, undoes=first.plan)

    def gate(session: Session) -> None:
        refuse_other_catalog(session, new.head, agreed.namespaces, agreed.ignore)

    return Proposal(text=_shown(site, document), new=new, gate=gate, question=_question(site, document))


def propose_lead_back(site: Site, entry: Entry) -> Proposal:
    """The plan that leads back from what an unfinished plan has done.

    Raises:
        WesleyError: nothing leads back.
    """
    agreed = _approvals(site, entry)
    monitor, namespaces = site.connections.monitor, agreed.namespaces
    head = plans.head(monitor, entry.plan)
    refuse_contract_begun(monitor, entry, head)
    found = compare(monitor, head.before, namespaces).found
    refuse_strangers(head, found, agreed.ignore)
    plan = lead_back(head, found, agreed.ignore)
    document = Document(
        plan=plan,
        report=report(plan),
        undo=Undo(reason=_LEADS_BACK),
        source=f"what is done of plan {entry.name}",
        target=head.source,
    )

    def gate(session: Session) -> None:
        refuse_changed_since(found, lambda: compare(session, head.before, namespaces).found)

    new = new_plan(document, agreed, undoes=entry.plan)
    return Proposal(text=_shown(site, document), new=new, gate=gate, question=_question(site, document))


def _approvals(site: Site, entry: Entry) -> Approvals:
    """Those of the plan: what leads back stays in its bounds, and leaves alone what is others' by now."""
    rules = dict.fromkeys((*entry.approvals.ignore, *site.loaded.settings.postgres.ignore))
    return replace(entry.approvals, ignore=tuple(rules), stall_budget=budget(site, entry))


def _shown(site: Site, document: Document) -> str:
    return f"{heading(site)}{text(document, site.paint, site.width, again='')}"


def _question(site: Site, document: Document) -> str:
    return f"Run {counted(len(document.plan.steps()), 'statement')} that lead back on {site.place.dbname}"
