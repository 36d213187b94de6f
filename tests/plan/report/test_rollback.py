"""The way back from one statement."""

from __future__ import annotations

import pytest

from wesley.changes.statement import Mode, Statement
from wesley.plan.report.rollback import rollback


@pytest.mark.parametrize(
    ("mode", "beginning"),
    [
        (Mode.TRANSACTION, "ROLLBACK before its COMMIT"),
        (Mode.OWN, "ROLLBACK while it runs"),
        (Mode.OUTSIDE, "when it stops half-way"),
        (Mode.BATCHES, "the undo plan; batches"),
    ],
)
def test_how_it_runs_decides(mode: Mode, beginning: str) -> None:
    assert rollback(Statement(sql="", why="", mode=mode)).startswith(beginning)


def test_data_that_are_lost_do_not_come_back() -> None:
    assert rollback(Statement(sql="", why="", loses=("s.t", "s.u"))).startswith("none for the data of s.t, s.u;")


def test_data_that_are_kept_do() -> None:
    assert rollback(Statement(sql="", why="", keeps=("wesley_kept.t",))) == (
        "the undo plan, which has the data from wesley_kept.t"
    )
