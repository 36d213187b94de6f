"""What passes is tried again with longer and longer pauses, for as long as the run is patient."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from wesley.changes.statement import Statement
from wesley.execute.codes import BUILD_GIVEN_UP, SOMEBODY_ELSES
from wesley.execute.concurrent.given_up import GivenUpError, persist
from wesley.execute.connections import Connections
from wesley.execute.journal.segments import Writer
from wesley.execute.run import Run
from wesley.execute.settings import Settings
from wesley.observe.events import Event, Retried
from wesley.plan.plan import Step
from wesley.postgres.session import Refusal, StatementError
from wesley.problems.problem import Problem, ServerError

STEP = Step(number=7, title="Create index i", kind="create-index", statement=Statement(sql="SELECT 1", why=""))
PASSING = GivenUpError(Problem(code=BUILD_GIVEN_UP, message="somebody is in the way"), passes=True)
FINAL = GivenUpError(Problem(code=BUILD_GIVEN_UP, message="it would wait for ever"), passes=False)


class Still:
    """A clock that moves only when somebody sleeps, without chance."""

    def __init__(self) -> None:
        self.time = 0.0

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.time += seconds

    def jitter(self, seconds: float) -> float:
        return seconds


def failing(*errors: Exception) -> Callable[[], float]:
    """An attempt that fails with these errors, one after the other, then succeeds."""
    left = list(errors)

    def attempt() -> float:
        if left:
            raise left.pop(0)
        return 0.25

    return attempt


def refused(sqlstate: str) -> StatementError:
    """PostgreSQL refuses a statement."""
    problem = Problem(code=SOMEBODY_ELSES, message="refused")
    return StatementError(problem, Refusal(sqlstate=sqlstate, message="refused"))


@pytest.fixture
def events() -> list[Event]:
    """What a run tells."""
    return []


@pytest.fixture
def run(events: list[Event]) -> Run:
    """A run that is patient for ten seconds, without any server."""
    return Run(
        connections=Connections("", "test"),
        writer=Writer(plan=1, run="test", token=1),
        settings=Settings(patience=10.0),
        created=frozenset(),
        emit=events.append,
        clock=Still(),
    )


def test_what_passes_is_tried_again(run: Run, events: list[Event]) -> None:
    waited = persist(run, STEP, failing(PASSING, refused("40P01"), refused("57014")))
    assert waited == 0.5 + 1 + 2 + 0.25
    told = [event for event in events if isinstance(event, Retried)]
    assert [event.pause for event in told] == [0.5, 1.0, 2.0]
    assert [event.sqlstate for event in told] == ["", "40P01", "57014"]
    assert {event.number for event in told} == {7}


def test_the_patience_of_the_run_comes_to_an_end(run: Run) -> None:
    with pytest.raises(ServerError) as caught:
        persist(run, STEP, failing(*[PASSING] * 100))
    assert caught.value.problems == PASSING.problems
    assert run.clock.now() == 0.5 + 1 + 2 + 4 + 8


def test_a_build_that_took_long_before_it_failed_is_tried_again(run: Run, events: list[Event]) -> None:
    attempt = failing(PASSING)

    def slow() -> float:
        run.clock.sleep(3600)
        return attempt()

    persist(replace(run, settings=Settings(patience=1.0)), STEP, slow)
    assert len(events) == 1


@pytest.mark.parametrize("error", [FINAL, refused("23505"), refused("57P01"), ServerError(*FINAL.problems)])
def test_what_does_not_pass_is_raised_as_it_is(run: Run, events: list[Event], error: Exception) -> None:
    with pytest.raises(type(error)) as caught:
        persist(run, STEP, failing(error))
    assert caught.value is error
    assert events == []
