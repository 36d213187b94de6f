"""How large the next batch is, and how long the rest may take."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

LEAST = 10
MOST = 50_000
# What is left is told from so many of the last batches.
_REMEMBERED = 20


def first_size(asked: int) -> int:
    """Rows of the first batch, from what the plan asks for."""
    return min(max(asked, LEAST), MOST)


def next_size(size: int, worked: float, committed: float, aim: float) -> int:
    """Rows of the next batch: at most twice and at least half as many as in the one before.

    Args:
        size: rows of the batch before.
        worked: seconds in which its rows were changed.
        committed: seconds of its COMMIT, which fewer rows make no shorter.
        aim: how many seconds both together should take.
    """
    wanted = max(aim - committed, aim / 4)
    factor = min(max(wanted / worked, 0.5), 2.0) if worked > 0 else 2.0
    return min(max(int(size * factor), LEAST), MOST)


def smaller(size: int) -> int:
    """Rows of the next batch after one that did not get through."""
    return max(size // 2, LEAST)


class Remaining(Struct, frozen=True):
    """Seconds that are left, as a range; None when unknown."""

    fastest: float | None = None
    slowest: float | None = None


class Speeds(Struct, frozen=True):
    """How fast the last batches were, pauses included, in rows or blocks a second."""

    last: tuple[float, ...] = ()

    def with_batch(self, done: int, seconds: float) -> Speeds:
        """These and one more."""
        return Speeds((*self.last, done / seconds)[-_REMEMBERED:]) if done > 0 and seconds > 0 else self

    def remaining(self, left: int) -> Remaining:
        """How long the rest takes at these speeds."""
        return _range(left, self.last)


def _range(left: int, speeds: Sequence[float]) -> Remaining:
    return Remaining(left / max(speeds), left / min(speeds)) if speeds else Remaining()
