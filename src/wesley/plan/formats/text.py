"""The plan in a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.plan.plan import Plan, Step
from wesley.plan.report.duration import Duration
from wesley.plan.report.report import Report, StepReport, report

_LEVELS = ((50, "high"), (25, "medium"), (0, "low"))


def safety(plan: Plan) -> str:
    """The safety report alone, statement by statement: what a case file shows."""
    found = report(plan)
    lines = [f"risk {found.risk} ({level(found.risk)})"]
    for step, reported in zip(plan.steps(), found.steps, strict=True):
        lines += _step(step, reported)
    return "\n".join([*lines, *_totals(found)]) + "\n"


def level(risk: int) -> str:
    """A risk in a word: low, medium, high."""
    return next(word for least, word in _LEVELS if risk >= least)


def seconds(duration: Duration) -> str:
    """A duration for people."""
    if duration.least is None or duration.most is None:
        return "unknown"
    if duration.most <= 1:
        return "under a second"
    return f"{_shown(duration.least)} to {_shown(duration.most)}"


def _shown(number: float) -> str:
    if number < 100:
        return f"{number:.0f} s"
    return f"{number / 60:.0f} min" if number < 6000 else f"{number / 3600:.1f} h"


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
