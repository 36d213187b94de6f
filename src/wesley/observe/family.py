"""A metric as OpenMetrics 1.0 has them."""

from __future__ import annotations

from msgspec import Struct

COUNTER, GAUGE, INFO, STATE_SET = "counter", "gauge", "info", "stateset"

Labels = tuple[tuple[str, str], ...]


class Family(Struct, frozen=True, kw_only=True):
    """One metric.

    Args:
        name: with its unit at the end, where it has one; without the suffix of its kind.
        kind: `counter`, `gauge`, `info` or `stateset`, as OpenMetrics 1.0 has them.
        unit: `seconds`, `bytes`, `ratio` or nothing.
        help: a sentence.
        samples: labels and value of each.
    """

    name: str
    kind: str
    unit: str = ""
    help: str
    samples: tuple[tuple[Labels, float], ...]


def counter(name: str, unit: str, text: str, value: float) -> Family:
    """A counter with one sample, without labels."""
    return Family(name=name, kind=COUNTER, unit=unit, help=text, samples=(((), value),))


def gauge(name: str, unit: str, text: str, value: float) -> Family:
    """A gauge with one sample, without labels."""
    return Family(name=name, kind=GAUGE, unit=unit, help=text, samples=(((), value),))
