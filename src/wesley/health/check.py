"""A check of `wesley doctor`, and what it finds."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Generic, TypeVar

from msgspec import Struct

Subject = TypeVar("Subject")


class Status(StrEnum):
    """How things stand; SKIPPED where it could not be looked at."""

    OK = "ok"
    WARNING = "warning"
    ERROR = "error"
    SKIPPED = "skipped"


class Finding(Struct, frozen=True, kw_only=True):
    """What a check found.

    Args:
        status: in a word.
        seen: what was seen, in a sentence without a full stop and without secrets.
        do: what to do about it; may have several lines; empty where there is nothing to do.
        value: what was measured, in the unit of the check; None where nothing is counted.
    """

    status: Status
    seen: str
    do: str = ""
    value: float | None = None


class Check(Struct, Generic[Subject], frozen=True, kw_only=True):
    """Something to look at before a migration.

    Args:
        name: what to call it, such as `long-transactions`.
        title: the same for people.
        why: why it matters, in a sentence or two.
        limits: from where on it is a warning or an error, for the reference.
        look: looks at it. It changes nothing and waits for nobody; whatever it raises has the check skipped.
        unit: of the value; empty where nothing is counted.
        alone: True when it needs a session outside any transaction.
    """

    name: str
    title: str
    why: str
    limits: str
    look: Callable[[Subject], Finding]
    unit: str = ""
    alone: bool = False


class Result(Struct, frozen=True, kw_only=True):
    """A check that was made.

    Args:
        name, title, why, unit: those of the check.
        finding: what it found.
        seconds: how long it took.
    """

    name: str
    title: str
    why: str
    unit: str
    finding: Finding
    seconds: float


def ok(seen: str, value: float | None = None) -> Finding:
    """All is well."""
    return Finding(status=Status.OK, seen=seen, value=value)


def warning(seen: str, do: str, value: float | None = None) -> Finding:
    """A migration may run, and somebody should look at this."""
    return Finding(status=Status.WARNING, seen=seen, do=do, value=value)


def error(seen: str, do: str, value: float | None = None) -> Finding:
    """A migration would fail or do harm."""
    return Finding(status=Status.ERROR, seen=seen, do=do, value=value)


def skipped(seen: str, do: str = "") -> Finding:
    """It could not be looked at."""
    return Finding(status=Status.SKIPPED, seen=seen, do=do)


def graded(seen: str, do: str, value: float, limits: tuple[float, float]) -> Finding:
    """By a number that is better the smaller it is.

    Args:
        seen, do, value: those of the finding; where it is ok there is nothing to do.
        limits: from where on it is a warning, and an error.
    """
    if value >= limits[1]:
        return error(seen, do, value)
    return warning(seen, do, value) if value >= limits[0] else ok(seen, value)
