"""The figures of a watch, as they are called where they are collected."""

from __future__ import annotations

from wesley.observe.family import COUNTER, GAUGE, Family, gauge
from wesley.observe.figures import Rounds


def watch_families(rounds: Rounds) -> tuple[Family, ...]:
    """All figures of a watch."""
    return (
        Family(
            name="wesley_watch_rounds",
            kind=COUNTER,
            help="Rounds that are over.",
            samples=(
                ((("result", "passed"),), rounds.passed),
                ((("result", "failed"),), rounds.failed),
            ),
        ),
        *_seconds("wesley_watch_round_seconds", "How long the last round took.", rounds.seconds),
        *_seconds("wesley_watch_compile_seconds", "From a change to its outputs, the last time.", rounds.compiled),
        gauge("wesley_watch_errors", "", "Errors of the schema as it is.", rounds.errors),
        gauge("wesley_watch_warnings", "", "Warnings of the schema as it is.", rounds.warnings),
        Family(
            name="wesley_watch_tests",
            kind=GAUGE,
            help="The tests that were run last.",
            samples=(
                ((("result", "passed"),), rounds.tests_passed),
                ((("result", "failed"),), rounds.tests_failed),
            ),
        ),
    )


def _seconds(name: str, text: str, value: float | None) -> tuple[Family, ...]:
    return () if value is None else (gauge(name, "seconds", text, value),)
