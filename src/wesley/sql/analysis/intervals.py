"""Constants of the type interval, as months, days and microseconds."""

from __future__ import annotations

import re
from decimal import Decimal

_MONTHS = {"year": 12, "yr": 12, "month": 1, "mon": 1, "decade": 120, "century": 1200}
_DAYS = {"day": 1, "week": 7}
_MICROSECONDS = {
    "hour": 3_600_000_000,
    "minute": 60_000_000,
    "min": 60_000_000,
    "second": 1_000_000,
    "sec": 1_000_000,
    "millisecond": 1_000,
    "microsecond": 1,
}
_PART = re.compile(r"\s*([+-]?\d{1,9})\s*([a-z]+)(?=\s|\Z)")
_CLOCK = re.compile(r"\s*([+-]?)(\d{1,9}):([0-5]\d)(?::([0-5]\d(?:\.\d{1,6})?))?\Z")


def interval(text: str) -> str:
    """An interval of whole units and a clock time (`1 day 02:30:00`) as its three numbers; another text as it is."""
    rest = text.strip().lower()
    if rest.isascii() and rest.isdigit():
        rest += " seconds"
    parts = [0, 0, 0]
    while match := _PART.match(rest):
        place = _place(match[2])
        if place is None:
            return text
        parts[place[0]] += int(match[1]) * place[1]
        rest = rest[match.end() :]
    if rest.strip():
        clock = _CLOCK.match(rest)
        if clock is None:
            return text
        parts[2] += _microseconds(clock)
    return "{} {} {}".format(*parts) if text.strip() else text


def _place(unit: str) -> tuple[int, int] | None:
    singular = unit if unit in _MONTHS else unit.removesuffix("s")
    for place, units in enumerate((_MONTHS, _DAYS, _MICROSECONDS)):
        if singular in units:
            return place, units[singular]
    return None


def _microseconds(clock: re.Match[str]) -> int:
    seconds = Decimal(clock[4] or 0) + 60 * int(clock[3]) + 3600 * int(clock[2])
    return int(seconds * 1_000_000) * (-1 if clock[1] == "-" else 1)
