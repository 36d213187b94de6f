"""Values are added at their places, each in a transaction of its own."""

from __future__ import annotations

import pytest

from tests.changes.objects import plan_of
from tests.changes.small import lines
from wesley.ir.enum import Enum
from wesley.ir.schema import Physical


def moods(*values: str) -> Physical:
    return Physical(enums=(Enum(schema="s", name="mood", values=values),))


@pytest.mark.parametrize(
    ("values", "places"),
    [
        (("b", "c", "d"), ["'d'"]),
        (("a", "b", "c"), ["'a' BEFORE 'b'"]),
        (("b", "x", "c"), ["'x' AFTER 'b'"]),
        (
            ("1", "2", "b", "3", "4", "c", "5", "6"),
            ["'1' BEFORE 'b'", "'2' AFTER '1'", "'3' AFTER 'b'", "'4' AFTER '3'", "'5'", "'6'"],
        ),
    ],
)
def test_each_has_its_place(values: tuple[str, ...], places: list[str]) -> None:
    plan = plan_of(moods("b", "c"), moods(*values))
    assert lines(plan) == [f"expand validation: ALTER TYPE s.mood ADD VALUE {place};" for place in places]
    assert plan.between == plan.goal


def test_an_empty_text_is_no_neighbour() -> None:
    (line,) = lines(plan_of(moods("", "c"), moods("", "b", "c")))
    assert line == "expand validation: ALTER TYPE s.mood ADD VALUE 'b' BEFORE 'c';"


def test_no_table_is_locked() -> None:
    (step,) = plan_of(moods("b"), moods("a", "b")).steps()
    assert step.statement.locks == ()
