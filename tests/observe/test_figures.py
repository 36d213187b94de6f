"""Events of a watch and of looks, folded into figures."""

from __future__ import annotations

from functools import reduce

from tests.observe.streams import whole_look, whole_watch
from wesley.observe.events import Event
from wesley.observe.figures import Figures, after
from wesley.observe.looking import HealthChecked


def folded(*events: Event) -> Figures:
    return reduce(after, events, Figures())


def test_a_watch() -> None:
    rounds = folded(*whole_watch()).rounds
    assert rounds is not None
    assert (rounds.passed, rounds.failed, rounds.seconds) == (1, 1, 0.02)
    assert (rounds.errors, rounds.warnings, rounds.compiled) == (2, 1, 0.25)
    assert (rounds.tests_passed, rounds.tests_failed) == (40, 0)


def test_what_is_mended_is_no_error_any_more() -> None:
    compiled = next(event for event in whole_watch() if type(event).__name__ == "Compiled")
    rounds = folded(*whole_watch(), compiled).rounds
    assert rounds is not None
    assert rounds.errors == 0


def test_a_check_that_is_done_again_takes_the_place_of_the_last_time() -> None:
    again = HealthChecked(check="connection", status="error", seen="no answer", seconds=5.0)
    figures = folded(*whole_look(), again)
    assert [one.status for one in figures.health if one.check == "connection"] == ["error"]
    assert len(figures.health) == 3


def test_the_last_comparison_stays() -> None:
    drift = folded(*whole_look()).drift
    assert drift is not None
    assert (drift.missing, drift.severity) == (1, "error")
