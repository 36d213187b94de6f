"""How long something will still take, as a range: from its fastest and its slowest stretch of late."""

from __future__ import annotations

from msgspec import Struct

_SAMPLES = 12
# Samples that lie closer together than this say more about chance than about speed.
_APART = 0.5


class Pace(Struct, frozen=True, kw_only=True):
    """How far something was when, the latest last.

    Args:
        samples: pairs of a moment in seconds and the units done by then.
    """

    samples: tuple[tuple[float, int], ...] = ()


def seen(pace: Pace, at: float, done: int) -> Pace:
    """A pace with one more look; work that begins anew (a later phase counts from 0) begins a new one.

    Args:
        pace: so far.
        at: seconds since some moment.
        done: units done.
    """
    if not pace.samples or done < pace.samples[-1][1]:
        return Pace(samples=((at, done),))
    if at - pace.samples[-1][0] < _APART:
        return pace
    return Pace(samples=(*pace.samples[1 - _SAMPLES :], (at, done)))


def remaining(pace: Pace, total: int) -> tuple[float, float] | None:
    """Seconds that are left, the fewest and the most; None when nobody can tell.

    The slow end is of the slowest stretch between two looks that moved at all, and never below the speed of all of
    them together; a pause of everything makes the range wider, not infinite.

    Args:
        pace: at least two looks, apart.
        total: all units.
    """
    speeds = _speeds(pace)
    if not speeds or total <= 0:
        return None
    rest = max(total - pace.samples[-1][1], 0)
    return rest / max(speeds), rest / min(speeds)


def _speeds(pace: Pace) -> list[float]:
    """Units a second of each stretch that moved, and of all together."""
    if len(pace.samples) < 2 or pace.samples[0][1] == pace.samples[-1][1]:
        return []
    stretches = [*zip(pace.samples, pace.samples[1:], strict=False), (pace.samples[0], pace.samples[-1])]
    return [(after[1] - before[1]) / (after[0] - before[0]) for before, after in stretches if after[1] > before[1]]
