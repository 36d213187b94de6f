"""In which order databases come, and what stops them."""

from __future__ import annotations

import threading
from collections.abc import Iterable

import pytest

from wesley.fleet.result import Failure, Result, State
from wesley.fleet.roll_out import roll_out
from wesley.fleet.stop import Stop
from wesley.fleet.waves import Task

TASKS = tuple(Task(number, "plan") for number in range(20))
KIND = ("EXE001", "23505")


class Databases:
    """Databases of which some fail; it counts how many are at work together."""

    def __init__(self, failing: Iterable[int] = ()) -> None:
        self._failing, self._lock = set(failing), threading.Lock()
        self.begun: list[int] = []
        self.together: list[int] = []
        self._now = 0

    def bring(self, task: Task) -> Result:
        with self._lock:
            self._now += 1
            self.begun.append(task.number)
            self.together.append(self._now)
        with self._lock:
            self._now -= 1
        if task.number in self._failing:
            failure = Failure(category="execution", code=KIND[0], sqlstate=KIND[1])
            return Result(database=str(task.number), state=State.FAILED, failure=failure)
        return Result(database=str(task.number), state=State.DONE)


def states(databases: Databases, workers: int, known: Iterable[tuple[str, str]] = ()) -> dict[int, State]:
    found: dict[int, State] = {}
    roll_out(
        TASKS,
        databases.bring,
        lambda task, result: found.update({task.number: result.state}),
        workers=workers,
        known=known,
        stop=Stop(),
    )
    return found


@pytest.mark.parametrize("workers", [1, 3, 8])
def test_every_database_comes_once_and_never_too_many_together(workers: int) -> None:
    databases = Databases()
    assert states(databases, workers) == dict.fromkeys(range(20), State.DONE)
    assert sorted(databases.begun) == list(range(20))
    assert databases.begun[0] == 0
    assert max(databases.together) <= workers


def test_when_the_first_one_fails_no_other_is_touched() -> None:
    databases = Databases({0})
    assert states(databases, 8) == {0: State.FAILED}


def test_a_failure_stops_it_after_its_wave() -> None:
    assert sorted(states(Databases({2}), 4)) == [0, 1, 2]


def test_a_failure_that_is_known_does_not() -> None:
    found = states(Databases({0, 5}), 4, {KIND})
    assert [number for number, state in found.items() if state is State.FAILED] == [0, 5]
    assert len(found) == 20


def test_the_user_ends_what_runs_and_all_that_was_begun_is_told() -> None:
    stop, found = Stop(), dict[int, State]()

    def bring(task: Task) -> Result:
        # Those after the second run until the end is wanted.
        is_ended = task.number >= 2 and stop.ends.wait(60)
        return Result(database="", state=State.INTERRUPTED if is_ended else State.DONE)

    def told(task: Task, result: Result) -> None:
        found[task.number] = result.state
        if task.number == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        roll_out(TASKS, bring, told, workers=2, known=(), stop=stop)
    assert (found.pop(0), found.pop(1)) == (State.DONE, State.DONE)
    assert set(found.values()) == {State.INTERRUPTED}
    assert set(found) <= {2, 3}
