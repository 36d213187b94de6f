"""The safety report alone, as the case files hold it."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.plan.formats.words import level, seconds
from wesley.plan.plan import Plan, Step
from wesley.plan.report.report import Report, StepReport, report


def safety(plan: Plan) -> str:
    """The safety report alone, statement by statement: what a case file shows."""
    found = report(plan)
    lines = [f"risk {found.risk} ({level(found.risk)})"]
    for step, reported in zip(plan.steps(), found.steps, strict=True):
        lines += _step(step, reported)
    return "\n".join([*lines, *_totals(found)]) + "\n"


def _step(step: Step, reported: StepReport) -> Iterator[str]:
    yield f"{step.number:>3}. risk {reported.risk:>3}  {step.title}"
    if reported.conflicts:
        yield f"     blocks {'; '.join(reported.conflicts)}"
    yield f"     takes {seconds(reported.duration)}; back: {reported.rollback}"


def _totals(found: Report) -> Iterator[str]:
    blast = found.blast
    if found.loses:
        yield f"loses: {', '.join(found.loses)}"
    if found.may_fail:
        yield f"can fail on data: {', '.join(map(str, found.may_fail))}"
    if found.breaks_prepared:
        yield f"prepared statements fail once on: {', '.join(found.breaks_prepared)}"
    for what in ("columns", "policies", "views", "functions", "fields"):
        names = getattr(blast, what)
        if names:
            yield f"{what}: {', '.join(names)}"
