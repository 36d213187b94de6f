"""Neighbours of one title are one row."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.plan.formats.document import CHECKED
from wesley.plan.formats.rows import rows
from wesley.plan.report.duration import Duration


def test_a_row_for_each_title_with_the_strongest_lock_and_the_highest_risk() -> None:
    segment = CHECKED.plan.segments[0]
    step, report = segment.steps[0], CHECKED.report.steps[0]
    steps = (step, replace(step, number=3), replace(step, number=4, title="Another"))
    reports = (report, replace(report, number=3, risk=70, strongest=None), replace(report, number=4, strongest=None))
    first, second = rows(replace(segment, steps=steps), replace(CHECKED.report, steps=reports))
    assert (first.numbers, first.title, first.blocks, first.risk) == ("1-3", step.title, "all", 70)
    assert first.reasons == (step.statement.why,)
    assert (second.numbers, second.blocks) == ("4", "-")


@pytest.mark.parametrize(
    ("most", "shown"), [(0.1, "< 1 s"), (61, "< 61 s"), (301, "< 6 min"), (9000, "< 3 h"), (None, "?")]
)
def test_times_are_upper_bounds_in_few_letters(most: float | None, shown: str) -> None:
    duration = Duration(least=None if most is None else 0.0, most=most)
    report = replace(CHECKED.report, steps=(replace(CHECKED.report.steps[0], duration=duration),))
    (row,) = rows(CHECKED.plan.segments[0], report)
    assert row.time == shown
