"""Batches fit the time that they may take; the rest is told as a range."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wesley.execute.backfill.pace import LEAST, MOST, Remaining, Speeds, first_size, next_size, smaller

SECONDS = st.floats(min_value=0, max_value=100, allow_nan=False)


@pytest.mark.parametrize(
    ("worked", "committed", "size"),
    [
        (0.04, 0.01, 1000),
        (0.08, 0.01, 500),
        (8.0, 0.01, 500),
        (0.001, 0.01, 2000),
        (0.0, 0.0, 2000),
        # Where the COMMIT alone takes too long, small batches would only make more of them.
        (0.0125, 0.2, 1000),
    ],
)
def test_the_next_batch_takes_what_it_may(worked: float, committed: float, size: int) -> None:
    assert next_size(1000, worked, committed, 0.05) == size


@given(st.integers(LEAST, MOST), SECONDS, SECONDS, st.floats(min_value=0.001, max_value=10))
def test_a_batch_is_never_too_small_nor_too_large_nor_more_than_twice_the_one_before(
    size: int, worked: float, committed: float, aim: float
) -> None:
    found = next_size(size, worked, committed, aim)
    assert LEAST <= found <= MOST
    assert size // 2 <= found <= max(size * 2, LEAST)


def test_what_is_asked_for_is_where_it_begins() -> None:
    assert [first_size(asked) for asked in (1, 5000, 10**9)] == [LEAST, 5000, MOST]


def test_what_does_not_get_through_is_halved() -> None:
    assert [smaller(size) for size in (1000, 15, LEAST)] == [500, LEAST, LEAST]


def test_what_is_left_is_told_from_the_last_batches() -> None:
    speeds = Speeds().with_batch(100, 1.0).with_batch(100, 4.0).with_batch(0, 1.0).with_batch(5, 0.0)
    assert speeds.remaining(1000) == Remaining(10.0, 40.0)
    assert Speeds().remaining(1000) == Remaining()
    for _ in range(20):
        speeds = speeds.with_batch(50, 1.0)
    assert speeds.remaining(1000) == Remaining(20.0, 20.0)
