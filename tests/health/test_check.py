"""What a check finds, by a number."""

from __future__ import annotations

import pytest

from wesley.health.check import Status, graded


@pytest.mark.parametrize(
    ("value", "status", "do"),
    [(0.9, Status.OK, ""), (1.0, Status.WARNING, "do"), (1.9, Status.WARNING, "do"), (2.0, Status.ERROR, "do")],
)
def test_a_limit_belongs_to_what_is_above_it(value: float, status: Status, do: str) -> None:
    finding = graded("seen", "do", value, (1.0, 2.0))
    assert (finding.status, finding.do, finding.value) == (status, do, value)
