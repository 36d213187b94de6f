"""How much each difference matters: by what it breaks, whoever made it and whatever was meant by it."""

from __future__ import annotations

from collections.abc import Iterable

from wesley.drift.finding import Severity

_HARMLESS = frozenset(
    ("comment", "name", "statistics", "storage", "compression", "parameters", "cache", "minimum", "maximum", "cycle")
)
"""Properties that change no answer and let no statement fail."""

_SLIGHT = frozenset(("default", "collation", "valid", "start", "increment", "unlogged", "order"))
"""Properties with which the application works, and gets or keeps something else than the schema says."""

_MISSED_LITTLE = frozenset(("index", "comment", "sequence"))
"""What can be missing without any query failing; a comment matters less still."""

_DANGEROUS = frozenset(("policy", "row security"))
"""What decides who sees which rows: to have one more is as bad as to lack one."""


def of_missing(kind: str) -> Severity:
    """Of an object that the database lacks."""
    if kind == "comment":
        return Severity.INFO
    return Severity.WARNING if kind in _MISSED_LITTLE else Severity.ERROR


def of_extra(kind: str, *, required: bool = False) -> Severity:
    """Of an object that only the database has.

    Args:
        kind: of the object.
        required: a column that every INSERT has to give, and that no application knows.
    """
    if kind == "comment":
        return Severity.INFO
    return Severity.ERROR if required or kind in _DANGEROUS else Severity.WARNING


def of_different(kind: str, differs: Iterable[str]) -> Severity:
    """Of an object that both have, by the properties that differ."""
    rest = set(differs) - _HARMLESS
    if not rest or kind == "comment":
        return Severity.INFO
    if rest <= _SLIGHT or kind in ("index", "sequence"):
        return Severity.WARNING
    return Severity.ERROR
