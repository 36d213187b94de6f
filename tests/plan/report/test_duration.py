"""How long a statement takes."""

from __future__ import annotations

from tests.plan.planned import USER, USER_WITH_CHECK, USER_WITH_INDEX, planned
from wesley.ir.size import RelationSize
from wesley.plan.report.duration import UNKNOWN
from wesley.plan.report.report import report

_LIVE = (RelationSize(schema="public", name="users", rows=1_000_000, table_bytes=10**8, index_bytes=10**7),)


def test_without_a_database_it_is_unknown_and_says_so() -> None:
    duration = report(planned(USER, USER_WITH_INDEX)).duration
    assert (duration.least, duration.most, duration.basis) == (None, None, UNKNOWN)


def test_with_a_database_it_is_a_range_with_its_basis() -> None:
    (step,) = report(planned(USER, USER_WITH_INDEX), live=_LIVE).steps
    assert step.duration.least is not None
    assert step.duration.most is not None
    assert 0 < step.duration.least < step.duration.most
    assert step.duration.basis == "100.0 MB on disk"


def test_what_reads_no_table_takes_a_moment_whatever_its_size() -> None:
    added, validated = report(planned(USER, USER_WITH_CHECK), live=_LIVE).steps
    assert added.duration.basis == "constant time"
    assert validated.duration.most is not None
    assert validated.duration.most > 1
