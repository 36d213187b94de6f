"""What was seen of a database, as it is called where it is collected."""

from __future__ import annotations

from wesley.observe.family import GAUGE, INFO, Family, gauge
from wesley.observe.looking import DriftFound, HealthChecked, HealthLooked

STATUSES = ("ok", "warning", "error", "skipped")
SEVERITIES = ("error", "warning", "info")


def drift_families(drift: DriftFound) -> tuple[Family, ...]:
    """The figures of one comparison."""
    labels = (("database", drift.database), ("against", drift.against))
    kinds = ("missing", "extra", "different", "expected", "ignored")
    return (
        Family(name="wesley_drift", kind=INFO, help="What was compared.", samples=((labels, 1),)),
        Family(
            name="wesley_drift_objects",
            kind=GAUGE,
            help="Objects that are not as they should be, and those that a contract or a rule explains.",
            samples=tuple(((("kind", kind),), getattr(drift, kind)) for kind in kinds),
        ),
        Family(
            name="wesley_drift_severity",
            kind=GAUGE,
            help="1 for the severity of the worst.",
            samples=tuple(((("severity", one),), float(one == drift.severity)) for one in SEVERITIES),
        ),
        gauge("wesley_drift_comparison_seconds", "seconds", "How long the comparison took.", drift.seconds),
    )


def health_families(checks: tuple[HealthChecked, ...], looked: HealthLooked | None) -> tuple[Family, ...]:
    """The figures of checks."""
    return (
        Family(
            name="wesley_health_check",
            kind=GAUGE,
            help="1 for what a check came to.",
            samples=tuple(
                ((("check", one.check), ("status", status)), float(status == one.status))
                for one in checks
                for status in STATUSES
            ),
        ),
        Family(
            name="wesley_health_value",
            kind=GAUGE,
            help="What a check measured, in the unit of the check.",
            samples=tuple(((("check", one.check),), one.value) for one in checks if one.value is not None),
        ),
        Family(
            name="wesley_health_check_duration_seconds",
            kind=GAUGE,
            unit="seconds",
            help="How long a check took.",
            samples=tuple(((("check", one.check),), one.seconds) for one in checks),
        ),
        *(() if looked is None else _all(looked)),
    )


def _all(looked: HealthLooked) -> tuple[Family, ...]:
    return (
        Family(
            name="wesley_health_checks",
            kind=GAUGE,
            help="How many checks came to what.",
            samples=(
                ((("status", "ok"),), looked.passed),
                ((("status", "warning"),), looked.warnings),
                ((("status", "error"),), looked.errors),
                ((("status", "skipped"),), looked.skipped),
            ),
        ),
        gauge("wesley_health_duration_seconds", "seconds", "How long all checks took.", looked.seconds),
    )
