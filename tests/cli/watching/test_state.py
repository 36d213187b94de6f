"""Where a watch stands after its events: errors stay until they are mended."""

from __future__ import annotations

from tests.cli.watching.stream import ENDED, FRAME, STARTED, commanded, passed, proved, refused
from wesley.cli.watching.shown import Kind, Shown
from wesley.cli.watching.state import State, after
from wesley.observe.events import Event, Warned
from wesley.observe.watching import Compiled, RoundStarted


def _after(*events: Event) -> State:
    state = State()
    for event in events:
        state = after(state, event, "12:00:00")
    return state


def test_errors_stay_while_the_next_round_is_under_way_and_go_when_they_are_mended() -> None:
    still = _after(STARTED, *refused(1), RoundStarted(number=2))
    assert still.refused is not None
    assert still.problems == FRAME
    mended = _after(STARTED, *refused(1), *passed(2)[:2])
    assert mended.refused is None
    assert mended.problems == ""


def test_a_round_is_under_way_until_it_ends() -> None:
    assert _after(*passed(1)[:2]).under_way == RoundStarted(number=1)
    ended = _after(*passed(1))
    assert ended.under_way is None
    assert ended.at == "12:00:00"


def test_tests_that_fail_stay_until_they_pass() -> None:
    failing = _after(*passed(1, *proved(1, failed=1)))
    assert failing.failures.startswith("FAILED")
    assert _after(*passed(1, *proved(1, failed=1)), *passed(2, *proved(2))).failures == ""


def test_the_output_of_the_command_is_kept_where_it_fails() -> None:
    assert _after(*passed(1, *commanded(1, 0))).output == ""
    assert _after(*passed(1, *commanded(1, 2))).output == "make: *** [x] Error 1"


def test_tests_that_could_not_be_run_leave_no_figures() -> None:
    problem = Shown(kind=Kind.PROBLEMS, text="error[PG001]: no binaries\n")
    state = _after(*passed(1, *proved(1)), *passed(2, problem))
    assert state.tests is None
    assert state.problems == "error[PG001]: no binaries\n"


def test_a_schema_with_errors_leaves_the_figures_of_the_tests() -> None:
    state = _after(*passed(1, *proved(1)), *refused(2))
    assert state.tests is not None


def test_a_warning_stays_for_what_is_warned_of_lasts() -> None:
    """Most come when the files are looked at, before the round that it leads to is told of."""
    assert _after(STARTED, Warned(message="slow"), *passed(1), *passed(2)).warning == "slow"


def test_other_events_change_nothing() -> None:
    state = _after(STARTED, *passed(1))
    assert after(state, Event(), "13:00:00") == state
    assert _after(ENDED).over == ENDED
    assert isinstance(_after(*passed(1)).compiled, Compiled)
