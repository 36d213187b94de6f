"""Where a run stands."""

from __future__ import annotations

from tests.observe.stream import ended, refused, run_started, segment_started, statement_started, whole_run
from wesley.cli.progress.state import State, after, summary
from wesley.observe import events as of


def _state(*events: of.Event) -> State:
    """After events that are a second apart."""
    state = State()
    for number, event in enumerate(events):
        state = after(state, event, 1000.0 + number)
    return state


def _progressed(done: int, what: str = "filling") -> of.Progressed:
    return of.Progressed(number=1, what=what, done=done, total=100, unit="rows")


def test_a_segment_is_called_by_its_first_statement_and_the_number_of_the_others() -> None:
    state = _state(run_started(), segment_started(1, 3), statement_started(1, "Add a"), statement_started(2, "Add b"))
    assert state.title == "Add a, and 2 more"
    assert state.statement is not None
    assert state.statement.title == "Add b"


def test_an_attempt_that_is_made_again_changes_no_title() -> None:
    again = _state(
        run_started(),
        segment_started(1, 3),
        statement_started(1, "Add a"),
        statement_started(2, "Add b"),
        refused(),
        statement_started(1, "Add a"),
    )
    assert again.title == "Add a, and 2 more"


def test_a_wait_is_over_when_something_happens() -> None:
    assert _state(run_started(), refused()).wait == refused()
    assert _state(run_started(), refused(), statement_started(1)).wait is None
    assert _state(run_started(), refused(), segment_started(2, 1)).wait is None
    paused = of.Paused(number=1, reason="a standby")
    assert _state(paused, _progressed(5)).wait == paused
    assert _state(paused, of.Continued(number=1, seconds=1)).wait is None


def test_where_nobody_says_how_long_it_takes_its_pace_does() -> None:
    told = _state(statement_started(1), _progressed(0), _progressed(10), _progressed(20)).progress
    assert told is not None
    assert (told.fastest, told.slowest) == (8.0, 8.0)


def test_another_kind_of_work_has_another_pace() -> None:
    told = _state(statement_started(1), _progressed(0), _progressed(10), _progressed(20, "sorting")).progress
    assert told is not None
    assert told.fastest is None


def test_a_range_that_is_told_stands() -> None:
    event = of.Progressed(number=1, what="filling", done=5, total=100, unit="rows", fastest=1, slowest=2)
    assert _state(statement_started(1), event, event).progress == event


def test_the_summary_says_what_was_done_and_what_others_felt() -> None:
    assert summary(_state(*whole_run()), ended()) == (
        "done after 9.0 s; 2 segments, 5 statements; 1,500 rows changed; 0.7 s of waiting for locks; "
        "others waited 0.2 s at most"
    )


def test_of_a_run_that_did_not_come_to_its_end_it_says_how_far_it_is() -> None:
    state = _state(run_started(), segment_started(1, 3), statement_started(1))
    assert summary(state, ended(of.Outcome.INTERRUPTED)) == (
        "interrupted after 9.0 s; 0 of 2 segments and 0 of 5 statements done"
    )
    state = _state(*whole_run()[:-1], run_started(done=2))
    assert summary(state, ended(of.Outcome.STOPPED)) == (
        "stopped after 9.0 s; 2 of 4 segments and 2 of 7 statements done"
    )


def _begun(number: int, fastest: float | None, slowest: float | None, then: float | None) -> of.SegmentStarted:
    return of.SegmentStarted(
        number=number,
        total=3,
        kind="backfill",
        phase="expand",
        statements=1,
        fastest=fastest,
        slowest=slowest,
        then_fastest=then,
        then_slowest=None if then is None else then * 2,
    )


def test_what_is_left_of_the_plan_is_what_it_expects_less_what_has_passed() -> None:
    state = _state(run_started(), _begun(1, 10, 30, 5))
    assert state.left(state.segment_began) == (15, 40)
    assert state.left(state.segment_began + 12) == (5, 28)


def test_the_pace_of_what_is_under_way_goes_before_what_the_plan_expects() -> None:
    told = of.Progressed(number=1, what="filling", done=5, total=100, unit="rows", fastest=1, slowest=2)
    assert _state(run_started(), _begun(1, 10, 30, 5), told).left(2000.0) == (6, 12)


def test_nobody_can_tell_what_is_left_where_a_size_is_unknown_or_it_takes_longer_than_expected() -> None:
    assert _state(run_started()).left(1000.0) is None
    assert _state(run_started(), _begun(1, 10, 30, None)).left(1000.0) is None
    assert _state(run_started(), _begun(1, None, None, 5)).left(1000.0) is None
    state = _state(run_started(), _begun(1, 10, 30, 5))
    assert state.left(state.segment_began + 31) is None
