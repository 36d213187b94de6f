"""A plan with everything that is told of it."""

from __future__ import annotations

from msgspec import Struct

from wesley.ir.size import RelationSize
from wesley.plan.codes import NO_WAY_BACK
from wesley.plan.plan import Plan
from wesley.plan.report.rates import ASSUMED, Rates
from wesley.plan.report.report import Report, report
from wesley.plan.undo import undo
from wesley.problems.problem import Problem, WesleyError


class Undo(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The way back.

    Args:
        plan: the plan that leads back; None when there is none.
        report: its report.
        reason: why there is none.
    """

    plan: Plan | None = None
    report: Report | None = None
    reason: str = ""


class Document(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A plan, its report and its way back.

    Args:
        plan: the plan.
        report: its safety report.
        undo: the way back.
        source, target: what to call the two schemas.
        unmanaged: objects of the database that are left alone, as `kind schema.name`.
        undecided: places of which nobody could tell whether the two schemas mean the same.
        unplanned: objects of the schema to get to that are not managed and not there, as `kind schema.name`.
        settled: what holds when there is nothing to do; that the schemas are alike when it is empty.
    """

    plan: Plan
    report: Report
    undo: Undo
    source: str = ""
    target: str = ""
    unmanaged: tuple[str, ...] = ()
    undecided: tuple[str, ...] = ()
    unplanned: tuple[str, ...] = ()
    settled: str = ""


def way_back(plan: Plan, live: tuple[RelationSize, ...] = (), rates: Rates = ASSUMED) -> Undo:
    """The plan that leads back, with its report, or the reason why none does.

    Args:
        plan: the plan.
        live: sizes of the tables of the database that it is for.
        rates: how fast its server works.
    """
    try:
        back = undo(plan)
    except WesleyError as error:
        return Undo(reason="; ".join(problem.message for problem in error.problems))
    return Undo(plan=back, report=report(back, live=live, rates=rates))


def led_back(document: Document) -> Document:
    """The plan that leads back, with everything that is told of it, in place of the plan.

    Raises:
        WesleyError: none does.
    """
    undo = document.undo
    if undo.plan is None or undo.report is None:
        message = f"no plan leads back from {document.target} to {document.source}: {undo.reason}"
        raise WesleyError(Problem(code=NO_WAY_BACK, message=message, help="`wesley plan` shows the plan and its risks"))
    part = "" if document.plan.contract else ", before its contract"
    return Document(
        plan=undo.plan,
        report=undo.report,
        undo=Undo(plan=document.plan, report=document.report),
        source=f"{document.target}{part}",
        target=document.source,
        unmanaged=document.unmanaged,
        undecided=document.undecided,
    )
