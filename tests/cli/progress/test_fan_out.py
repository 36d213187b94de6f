"""Every place gets every event, and none can stop a run."""

from __future__ import annotations

import errno

import pytest

from tests.cli.progress.places import Collecting, Failing, moment
from tests.observe.stream import run_started, whole_run
from wesley.cli.codes import NOT_WRITTEN
from wesley.cli.outputs.failure import OutputError
from wesley.cli.progress.fan_out import FanOut
from wesley.observe.events import Warned
from wesley.problems.problem import Problem


def test_every_place_gets_every_event_in_order() -> None:
    places = (Collecting(), Collecting())
    fan_out = FanOut(places, lambda: moment(0))
    for event in whole_run():
        fan_out.emit(event)
    assert [tuple(place.events) for place in places] == [whole_run(), whole_run()]


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "no space left on device"),
        (OutputError(Problem(code=NOT_WRITTEN, message="`m.txt` cannot be written")), "`m.txt` cannot be written"),
        (ZeroDivisionError("what it says could be a secret"), "ZeroDivisionError"),
    ],
)
def test_a_place_that_fails_is_told_of_once_and_left_out(error: Exception, reason: str) -> None:
    kept, failing = Collecting(), Failing(error)
    fan_out = FanOut((kept, failing), lambda: moment(0))
    for _ in range(3):
        fan_out.emit(run_started())
    warning = Warned(message=f"a broken place failed ({reason}); the run goes on without it")
    assert kept.events == [run_started(), warning, run_started(), run_started()]
    assert failing.times == 1


def test_when_all_places_fail_the_run_goes_on() -> None:
    failing = [Failing(OSError(errno.EPIPE, "Broken pipe")) for _ in range(3)]
    fan_out = FanOut(failing, lambda: moment(0))
    fan_out.emit(run_started())
    fan_out.emit(run_started())
    fan_out.close()
    assert [place.times for place in failing] == [1, 1, 1]


def test_at_the_end_all_are_closed_and_what_fails_is_told_to_those_before() -> None:
    kept = Collecting()
    FanOut((kept, Failing(OSError(errno.EIO, "I/O error"), at_close=True)), lambda: moment(0)).close()
    assert kept.is_closed
    assert [type(event) for event in kept.events] == [Warned]


def test_an_interruption_is_no_failure_of_a_place() -> None:
    class Interrupted(Collecting):
        def tell(self, _event: object, _moment: object) -> None:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        FanOut((Interrupted(),), lambda: moment(0)).emit(run_started())
