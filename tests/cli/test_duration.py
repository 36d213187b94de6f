"""Durations on the command line."""

from __future__ import annotations

import click
import pytest

from wesley.cli.duration import Duration


@pytest.mark.parametrize(
    ("text", "seconds"), [("100ms", 0.1), ("30s", 30), ("1.5m", 90), ("2h", 7200), ("0s", 0), (" 5 s ", 5)]
)
def test_a_duration_is_a_number_and_a_unit(text: str, seconds: float) -> None:
    assert Duration().convert(text, None, None) == pytest.approx(seconds)


@pytest.mark.parametrize("text", ["", "5", "s", "-1s", "1e3s", "1d", "nan s"])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(click.BadParameter, match="write 100ms, 30s, 15m or 2h"):
        Duration().convert(text, None, None)


def test_it_can_have_a_least_value() -> None:
    with pytest.raises(click.BadParameter, match="less than"):
        Duration(0.001).convert("0ms", None, None)
