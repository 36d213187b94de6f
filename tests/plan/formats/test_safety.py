"""The safety report alone."""

from __future__ import annotations

from tests.plan.formats.document import CHECKED, DROPPED, EMPTY
from wesley.plan.formats.safety import safety


def test_each_statement_has_its_risk_what_waits_for_it_its_time_and_its_way_back() -> None:
    lines = safety(CHECKED.plan).splitlines()
    assert lines[0] == "risk 26 (medium)"
    assert lines[1:4] == [
        "  1. risk  10  Add check users_age_check to public.users",
        "     blocks everything on public.users",
        "     takes under a second; back: ROLLBACK before its COMMIT, the undo plan after it",
    ]
    assert "can fail on data: 2" in lines


def test_what_is_lost_is_named() -> None:
    lines = safety(DROPPED.plan).splitlines()
    assert "loses: public.users.age" in lines
    assert "prepared statements fail once on: public.users" in lines


def test_an_empty_plan_has_no_risk() -> None:
    assert safety(EMPTY.plan) == "risk 0 (low)\n"
