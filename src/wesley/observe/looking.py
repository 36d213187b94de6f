"""What is seen where a database is looked at and nothing is changed: drift and health, as values."""

from __future__ import annotations

from wesley.observe.events import Event


class DriftFound(Event, frozen=True, kw_only=True, tag="drift-found"):
    """A live catalog was compared with what should be there.

    Args:
        database: host, port and name, without secrets.
        against: what it was compared with.
        missing, extra, different: how many objects are.
        expected: differences that a pending contract explains.
        ignored: differences that a rule of the configuration leaves out.
        severity: of the worst: `error`, `warning`, `info`; empty when there is no drift.
        seconds: how long the comparison took.
    """

    database: str
    against: str
    missing: int
    extra: int
    different: int
    expected: int
    ignored: int
    severity: str
    seconds: float


class HealthChecked(Event, frozen=True, kw_only=True, tag="health-checked"):
    """One check of `wesley doctor`.

    Args:
        check: its name, such as `long-transactions`.
        status: `ok`, `warning`, `error` or `skipped`.
        seen: what was seen, in a sentence, without secrets.
        value: what was measured, in the unit that the check's documentation names; None where nothing is counted.
        seconds: how long it took.
    """

    check: str
    status: str
    seen: str
    value: float | None = None
    seconds: float


class HealthLooked(Event, frozen=True, kw_only=True, tag="health-looked"):
    """All checks are done.

    Args:
        database: host, port and name, without secrets; empty where only the tool's own environment was looked at.
        passed, warnings, errors, skipped: how many checks.
        seconds: how long they took.
    """

    database: str
    passed: int
    warnings: int
    errors: int
    skipped: int
    seconds: float


LookEvent = DriftFound | HealthChecked | HealthLooked
