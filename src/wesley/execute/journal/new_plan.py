"""A plan that was just made, as it comes into the journal."""

from __future__ import annotations

from wesley.execute.journal.plans import Approvals, NewPlan
from wesley.plan.document import Document, Undo
from wesley.plan.formats.json import parts


def new_plan(document: Document, approvals: Approvals, undoes: int | None = None) -> NewPlan:
    """A plan with its way back.

    Args:
        document: the plan.
        approvals: what the user agreed to.
        undoes: number of the plan that it leads back from.
    """
    head, lines = parts(document)
    plain = NewPlan(head=head, lines=lines, no_way_back=document.undo.reason, approvals=approvals, undoes=undoes)
    back = document.undo
    if back.plan is None or back.report is None:
        return plain
    way = Document(plan=back.plan, report=back.report, undo=Undo(), source=document.target, target=document.source)
    back_head, back_lines = parts(way)
    return NewPlan(
        head=head, lines=lines, back_head=back_head, back_lines=back_lines, approvals=approvals, undoes=undoes
    )
