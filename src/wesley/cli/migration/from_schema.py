"""The plan from the live database to a schema: `wesley migrate --to SRC`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from wesley.cli.migration.site import Proposal, Site, heading
from wesley.cli.plan_sources.database import is_address
from wesley.cli.plan_sources.document import Choice, document_of
from wesley.cli.plan_sources.sides import Asked, lookups_of, read_sides, with_own
from wesley.cli.plan_sources.snapshot_faults import faults_told
from wesley.execute.gates import refuse_changed_since
from wesley.execute.journal import plans
from wesley.execute.journal.install import has_journal
from wesley.execute.journal.new_plan import new_plan
from wesley.execute.journal.plans import Approvals
from wesley.execute.standing import last_forward
from wesley.plan.document import Document, Undo
from wesley.plan.formats.difference import applied
from wesley.plan.formats.text import text
from wesley.plan.formats.words import counted, waiting
from wesley.postgres.catalog.read import read_catalog

if TYPE_CHECKING:
    from wesley.ir.schema import Physical
    from wesley.plan.plan import Plan
    from wesley.postgres.session import Session

Reading = tuple[tuple[str, ...] | None, tuple[tuple[str, str], ...]]
"""The PostgreSQL schemas that were read, None for all; and the tables whose rows were."""


def propose_schema(site: Site) -> Proposal:
    """Plan from the database as it is.

    Raises:
        WesleyError: as `wesley plan` does.
    """
    given = site.given
    asked = Asked(new=given["new"], address=site.target.conninfo, namespaces=given["namespaces"])
    sides = read_sides(asked, site.loaded)
    choice = Choice(**{name: given[name] for name in Choice.__struct_fields__})
    with faults_told(sides.old, sides.new):
        document = document_of(sides, choice)
    told = _with_its_first_half(site, document) if document.plan.contract else document
    lookups = tuple(lookups_of(sides.new))
    return proposal_of(site, told, sides.old.schema.physical, (with_own(given["namespaces"]), lookups))


def proposal_of(site: Site, document: Document, before: Physical, read: Reading) -> Proposal:
    """A plan that was just made from the live database.

    Args:
        site: where.
        document: the plan.
        before: what was read of the database.
        read: the schemas and the lookup tables that were.
    """
    shown = f"{heading(site)}{text(document, site.paint, site.width, again='')}"
    if not document.plan.segments:
        return Proposal(text=shown)
    if not _run_now(document.plan):
        # A plan that runs nothing would stand in the journal between the expand and its contract.
        return Proposal(text=f"{shown}\nNothing to do now: everything that is left waits for the contract.\n")

    def gate(session: Session) -> None:
        refuse_changed_since(before, lambda: read_catalog(session, namespaces=read[0], lookups=read[1]).physical)

    return Proposal(
        text=shown,
        new=new_plan(document, approvals(site)),
        gate=gate,
        question=f"Run {counted(_run_now(document.plan), 'statement')} on {site.place.dbname}",
    )


def _run_now(plan: Plan) -> int:
    """Of how many statements nothing waits for the contract."""
    return len(plan.steps()) - (0 if plan.contract else waiting(plan))


def _with_its_first_half(site: Site, document: Document) -> Document:
    """Of a contract that is run later, and from which alone nothing leads back, that both together are led back."""
    monitor = site.connections.monitor
    first = last_forward(plans.entries(monitor)) if has_journal(monitor) else None
    if document.undo.plan is not None or first is None or first.state != "expanded":
        return document
    head = plans.head(monitor, first.plan)
    if applied(head.before, head.goal) != document.plan.goal:
        return document
    reason = f"alone ({document.undo.reason}); `wesley rollback` leads back from it and plan {first.name} together"
    return replace(document, undo=Undo(reason=reason))


def approvals(site: Site) -> Approvals:
    """What the user agrees to by running a plan with these options."""
    from wesley.cli.migration.conduct import budget

    given = site.given
    return Approvals(
        allow_drop=given.get("allow_drop", ()),
        soft_drop=given.get("soft_drop", False),
        keep_data=given.get("keep_data", False),
        namespaces=given.get("namespaces", ()),
        ignore=site.loaded.settings.postgres.ignore,
        stall_budget=budget(site),
        environment=site.target.environment,
        to=() if any(is_address(word) for word in given.get("new", ())) else given.get("new", ()),
    )
