"""Numbers and durations in words."""

from __future__ import annotations


def many(number: int, word: str) -> str:
    """`1 row`, `12,000 rows`."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def lasted(seconds: float) -> str:
    """A duration: `0.03 s`, `4.2 s`, `42 s`, `12 min`, `1.5 h`."""
    if seconds < 0.1:
        return f"{seconds:.2f} s"
    if seconds < 9.95:
        return f"{seconds:.1f} s"
    if seconds < 99.5:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5970 else f"{seconds / 3600:.1f} h"
