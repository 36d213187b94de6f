"""Lists, ages and sizes as people read them."""

from __future__ import annotations

import pytest

from wesley.health.words import age, counted, listed, size


def test_long_lists_are_cut() -> None:
    assert listed(["a", "b"]) == "a, b"
    assert listed([str(number) for number in range(7)]) == "0, 1, 2, 3, 4 and 2 more"


def test_one_and_many() -> None:
    assert (counted(1, "index"), counted(2000, "index", "indexes")) == ("1 index", "2,000 indexes")


@pytest.mark.parametrize(
    ("seconds", "text"), [(0.4, "0 s"), (99, "99 s"), (600, "10 min"), (9000, "2.5 h"), (800_000, "9 days")]
)
def test_ages(seconds: float, text: str) -> None:
    assert age(seconds) == text


@pytest.mark.parametrize(
    ("number", "text"),
    [(10, "10 bytes"), (2048, "2.0 kB"), (20 << 20, "20 MB"), (5 << 30, "5.0 GB"), (3 << 40, "3.0 TB")],
)
def test_sizes(number: float, text: str) -> None:
    assert size(number) == text
