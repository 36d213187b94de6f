"""Lists, ages and sizes as people read them."""

from __future__ import annotations

from collections.abc import Sequence

_SHOWN = 5
_UNITS = ((1 << 40, "TB"), (1 << 30, "GB"), (1 << 20, "MB"), (1 << 10, "kB"))


def listed(names: Sequence[str]) -> str:
    """The first few of some names, and how many more there are."""
    shown = ", ".join(names[:_SHOWN])
    return f"{shown} and {len(names) - _SHOWN:,} more" if len(names) > _SHOWN else shown


def counted(number: int, singular: str, plural: str = "") -> str:
    """`1 index`, `2 indexes`."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def age(seconds: float) -> str:
    """A time that has passed: `42 s`, `12 min`, `3.5 h`, `9 days`."""
    if seconds < 100:
        return f"{seconds:.0f} s"
    if seconds < 6000:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3600:.1f} h" if seconds < 172800 else f"{seconds / 86400:.0f} days"


def size(number: float) -> str:
    """A number of bytes in PostgreSQL's units, which count by 1024: `12 MB`."""
    for factor, unit in _UNITS:
        if number >= factor:
            return f"{number / factor:,.1f} {unit}" if number < 10 * factor else f"{number / factor:,.0f} {unit}"
    return f"{number:,.0f} bytes"
