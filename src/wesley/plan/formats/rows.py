"""The rows of a plan's table: one for each thing that is done, however many statements it takes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

from msgspec import Struct

from wesley.changes.lock import Lock
from wesley.plan.plan import Segment, Step
from wesley.plan.report.duration import Duration, total
from wesley.plan.report.report import Report, StepReport

_BLOCKS = {
    Lock.SHARE_UPDATE_EXCLUSIVE: "DDL",
    Lock.SHARE: "writes",
    Lock.SHARE_ROW_EXCLUSIVE: "writes",
    Lock.EXCLUSIVE: "writes",
    Lock.ACCESS_EXCLUSIVE: "all",
}


class Row(Struct, frozen=True, kw_only=True):
    """Neighbours of one title.

    Args:
        steps: the statements.
        blocks: what the strongest of their locks keeps waiting, in a word: `all` is reads and writes.
        risk: that of the riskiest of them.
        time: how long they take, in a few letters.
    """

    steps: tuple[Step, ...]
    blocks: str
    risk: int
    time: str

    @property
    def title(self) -> str:
        """What is done."""
        return self.steps[0].title

    @property
    def numbers(self) -> str:
        """`7`, or `7-9` for several statements."""
        first, last = self.steps[0].number, self.steps[-1].number
        return str(first) if first == last else f"{first}-{last}"

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why it is done so, each reason once."""
        return tuple(dict.fromkeys(step.statement.why for step in self.steps))


def rows(segment: Segment, report: Report) -> Iterator[Row]:
    """The rows of a segment."""
    for _, group in groupby(segment.steps, key=lambda step: step.title):
        steps = tuple(group)
        yield _row(steps, tuple(_report(report, step.number) for step in steps))


def _report(report: Report, number: int) -> StepReport:
    """What is told of a step; the reports are in the order of the numbers."""
    return report.steps[bisect_left(report.steps, number, key=attrgetter("number"))]


def _row(steps: tuple[Step, ...], reports: tuple[StepReport, ...]) -> Row:
    locks = [each.strongest for each in reports if each.strongest is not None]
    strongest = max(locks, key=lambda lock: lock.strength, default=None)
    return Row(
        steps=steps,
        blocks="-" if strongest is None else _BLOCKS.get(strongest, "-"),
        risk=max(each.risk for each in reports),
        time=_time(total(tuple(each.duration for each in reports))),
    )


def _time(duration: Duration) -> str:
    if duration.least is None or duration.most is None:
        return "?"
    return "< 1 s" if duration.most <= 1 else f"< {_rounded(duration.most)}"


def _rounded(number: float) -> str:
    """The least whole number of seconds, minutes or hours that is not less."""
    for unit, length, limit in (("s", 1, 120), ("min", 60, 7200)):
        if number <= limit:
            return f"{-(-number // length):.0f} {unit}"
    return f"{-(-number // 3600):.0f} h"
