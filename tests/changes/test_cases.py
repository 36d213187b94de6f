"""Every case file holds what the planner makes of it."""

from __future__ import annotations

import pytest

from tests.changes.case import Case, cases, generated

_COMPARED = [case for case in cases() if not case.needs_server]


@pytest.mark.parametrize("case", _COMPARED, ids=lambda case: case.name)
def test_plan_undo_and_safety_are_as_written(case: Case) -> None:
    for info, text in generated(case.plan()).items():
        assert case.blocks.get(info) == text, (
            f"{case.path.name}: `{info}` is out of date; look at it, then `make cases`"
        )


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_a_case_says_why_in_prose(case: Case) -> None:
    prose = case.text.partition("```")[0]
    assert prose.startswith("# ")
    assert len(prose) > 120, f"{case.path.name}: say what is unsafe and what is done instead"
