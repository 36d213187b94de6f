"""The time left is a range that the truth lies in."""

from __future__ import annotations

from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wesley.observe.remaining import Pace, remaining, seen


def _pace(*samples: tuple[float, int]) -> Pace:
    return reduce(lambda pace, sample: seen(pace, *sample), samples, Pace())


def test_at_a_steady_pace_both_ends_are_the_same() -> None:
    assert remaining(_pace((0, 0), (1, 10), (2, 20)), 100) == (8.0, 8.0)


def test_the_ends_are_those_of_the_fastest_and_the_slowest_stretch() -> None:
    assert remaining(_pace((0, 0), (1, 20), (2, 30)), 50) == (1.0, 2.0)


def test_nobody_can_tell_before_two_looks_or_without_a_total_or_without_movement() -> None:
    assert remaining(_pace((0, 5)), 100) is None
    assert remaining(_pace((0, 0), (1, 10)), 0) is None
    assert remaining(_pace((0, 5), (1, 5)), 100) is None


def test_looks_that_lie_too_close_together_are_one() -> None:
    assert _pace((0, 0), (0.1, 50)) == _pace((0, 0))


def test_what_begins_anew_has_a_new_pace() -> None:
    assert _pace((0, 0), (1, 90), (2, 5)) == Pace(samples=((2, 5),))


def test_a_pause_widens_the_range() -> None:
    fastest, slowest = remaining(_pace((0, 0), (1, 10), (9, 10)), 20) or (0, 0)
    assert fastest == 1.0
    assert slowest == pytest.approx(9.0)


def test_only_the_latest_looks_count() -> None:
    assert len(_pace(*((float(second), second) for second in range(100))).samples) <= 12


@given(st.lists(st.integers(0, 100), min_size=2, max_size=30), st.integers(0, 10_000))
def test_the_range_is_never_upside_down_or_negative(steps: list[int], total: int) -> None:
    done, samples = 0, []
    for second, step in enumerate(steps):
        done += step
        samples.append((float(second), done))
    known = remaining(_pace(*samples), total)
    assert known is None or 0 <= known[0] <= known[1]
