"""What was measured becomes ranges, and plans say so."""

from __future__ import annotations

from tests.plan.planned import USER, USER_WITH_INDEX, planned
from wesley.ir.size import RelationSize
from wesley.plan.report.rates import ASSUMED, of_measurement
from wesley.plan.report.report import report

_LIVE = (RelationSize(schema="public", name="users", rows=1_000_000, table_bytes=10**8, index_bytes=10**7),)
_RATES = of_measurement(scan=6e8, rewrite=6e7, build=4.5e7, backfill=2e4, day="2026-01-31")


def test_a_range_lies_around_what_was_measured_and_is_narrower() -> None:
    for name, rate in (("scan", 6e8), ("rewrite", 6e7), ("build", 4.5e7), ("backfill", 2e4)):
        slow, fast = getattr(_RATES, name)
        assumed_slow, assumed_fast = getattr(ASSUMED, name)
        assert slow < rate < fast
        assert fast / slow < assumed_fast / assumed_slow


def test_the_basis_names_the_day() -> None:
    found = report(planned(USER, USER_WITH_INDEX), live=_LIVE, rates=_RATES)
    (step,) = found.steps
    assert step.duration.basis == "100.0 MB on disk, at rates measured on this server on 2026-01-31"
    assert found.duration.basis.endswith("without waiting for locks, at rates measured on this server on 2026-01-31")
    assert step.duration.least == 10**8 / (4.5e7 * 2)


def test_without_a_measurement_nothing_is_said_of_one() -> None:
    found = report(planned(USER, USER_WITH_INDEX), live=_LIVE)
    assert "measured" not in found.duration.basis + found.steps[0].duration.basis
