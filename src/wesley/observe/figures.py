"""Everything that is counted of one stream: a run, a watch, what was seen of a database."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from wesley.observe import fold
from wesley.observe.events import Event
from wesley.observe.looking import DriftFound, HealthChecked, HealthLooked
from wesley.observe.metrics import Metrics
from wesley.observe.watching import Compiled, Refused, RoundEnded, TestsRun


class Rounds(Struct, frozen=True, kw_only=True):
    """A watch in figures.

    Args:
        passed, failed: rounds that are over.
        seconds: of the last round; None before there was one.
        compiled: seconds from the start of the last round that wrote outputs until they were written.
        errors, warnings: of the schema as it is now.
        tests_passed, tests_failed: of the last tests.
    """

    passed: int = 0
    failed: int = 0
    seconds: float | None = None
    compiled: float | None = None
    errors: int = 0
    warnings: int = 0
    tests_passed: int = 0
    tests_failed: int = 0


class Figures(Struct, frozen=True, kw_only=True):
    """What was counted.

    Args:
        run: of a run; its `run` is empty where there was none.
        rounds: of a watch; None where there was none.
        drift: the last comparison; None where there was none.
        health: the last checks, by name.
        looked: the last time that all were done; None where there was none.
    """

    run: Metrics = Metrics()
    rounds: Rounds | None = None
    drift: DriftFound | None = None
    health: tuple[HealthChecked, ...] = ()
    looked: HealthLooked | None = None


def after(figures: Figures, event: Event) -> Figures:
    """The figures after one more event."""
    match event:
        case DriftFound():
            return replace(figures, drift=event)
        case HealthChecked():
            others = tuple(one for one in figures.health if one.check != event.check)
            return replace(figures, health=(*others, event))
        case HealthLooked():
            return replace(figures, looked=event)
        case Compiled() | Refused() | TestsRun() | RoundEnded():
            return replace(figures, rounds=_round(figures.rounds or Rounds(), event))
        case _:
            return replace(figures, run=fold.after(figures.run, event))


def _round(rounds: Rounds, event: Compiled | Refused | TestsRun | RoundEnded) -> Rounds:
    match event:
        case Compiled():
            return replace(rounds, compiled=event.seconds, errors=0, warnings=event.warnings)
        case Refused():
            return replace(rounds, errors=event.errors, warnings=event.warnings)
        case TestsRun():
            return replace(rounds, tests_passed=event.passed, tests_failed=event.failed)
        case RoundEnded():
            passed, failed = rounds.passed + event.passed, rounds.failed + (not event.passed)
            return replace(rounds, passed=passed, failed=failed, seconds=event.seconds)
