"""Words for figures."""

from __future__ import annotations

import pytest

from wesley.plan.formats.words import by_type, counted, level, printable, seconds
from wesley.plan.report.duration import Duration


def test_risks_have_three_levels() -> None:
    assert [level(risk) for risk in (0, 24, 25, 49, 50, 100)] == ["low", "low", "medium", "medium", "high", "high"]


@pytest.mark.parametrize(
    ("least", "most", "shown"),
    [
        (None, None, "unknown"),
        (0, 1, "under a second"),
        (3, 90, "3 s to 90 s"),
        (30, 600, "30 s to 10 min"),
        (600, 9000, "10 min to 2.5 h"),
    ],
)
def test_durations_are_ranges(least: float | None, most: float | None, shown: str) -> None:
    assert seconds(Duration(least=least, most=most)) == shown


def test_what_cannot_be_printed_is_shown_as_its_escape() -> None:
    assert printable("größe\r\n\x1b\u2028x") == "größe\\r\\n\\x1b\\u2028x"


def test_counts() -> None:
    assert [counted(number, "row") for number in (0, 1, 2)] == ["0 rows", "1 row", "2 rows"]


def test_many_fields_are_counted_by_their_types() -> None:
    few = ("A.x", "A.y", "B.z")
    assert by_type(few) == few
    many = tuple(f"{name}.f{number:02}" for name in ("A", "B") for number in range(30))
    assert by_type(many) == ("A (30)", "B (30)")
