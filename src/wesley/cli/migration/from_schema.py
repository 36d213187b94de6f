"""The plan from the live database to a schema: `wesley migrate --to SRC`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wesley.cli.migration.site import Proposal, Site, database_line
from wesley.cli.plan_sources.database import is_address
from wesley.cli.plan_sources.document import Choice, document_of
from wesley.cli.plan_sources.sides import Asked, Sides, lookups_of, read_sides, with_own
from wesley.cli.plan_sources.snapshot_faults import faults_told
from wesley.execute.gates import refuse_changed_since
from wesley.execute.journal.new_plan import new_plan
from wesley.execute.journal.plans import Approvals
from wesley.plan.formats.text import text
from wesley.plan.formats.words import counted
from wesley.postgres.catalog.read import read_catalog

if TYPE_CHECKING:
    from wesley.ir.schema import Physical
    from wesley.plan.document import Document
    from wesley.postgres.session import Session


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
    return proposal_of(site, document, sides, given["namespaces"])


def proposal_of(site: Site, document: Document, sides: Sides, namespaces: tuple[str, ...]) -> Proposal:
    """A plan that was just made from the live database."""
    shown = f"on   {database_line(site)}\n{text(document, site.paint, site.width, again='')}"
    if not document.plan.segments:
        return Proposal(text=shown)
    before, lookups = sides.old.schema.physical, tuple(lookups_of(sides.new))

    def gate(session: Session) -> None:
        def read() -> Physical:
            return read_catalog(session, namespaces=with_own(namespaces), lookups=lookups).physical

        refuse_changed_since(before, read)

    return Proposal(
        text=shown,
        new=new_plan(document, approvals(site)),
        gate=gate,
        question=f"Run {counted(len(document.plan.steps()), 'statement')} on {database_line(site)}",
    )


def approvals(site: Site) -> Approvals:
    """What the user agrees to by running a plan with these options."""
    from wesley.cli.migration.conduct import budget

    given = site.given
    return Approvals(
        allow_drop=given.get("allow_drop", ()),
        soft_drop=given.get("soft_drop", False),
        keep_data=given.get("keep_data", False),
        namespaces=given.get("namespaces", ()),
        stall_budget=budget(site),
        environment=site.target.environment,
        to=() if any(is_address(word) for word in given.get("new", ())) else given.get("new", ()),
    )
