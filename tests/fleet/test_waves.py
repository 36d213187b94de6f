"""Which databases come next."""

from __future__ import annotations

from wesley.fleet.waves import Task, next_wave

TASKS = tuple(Task(number, "a" if number < 6 else "b") for number in range(8))


def test_a_plan_that_was_run_nowhere_is_run_on_one_database_alone() -> None:
    assert next_wave(TASKS, frozenset(), 4, 4) == TASKS[:1]
    assert next_wave(TASKS[1:], frozenset("a"), 4, 4) == TASKS[6:7]


def test_then_so_many_come_together_and_with_all_workers_the_rest() -> None:
    proven = frozenset("ab")
    assert next_wave(TASKS, proven, 2, 4) == TASKS[:2]
    assert next_wave(TASKS, proven, 4, 4) == TASKS
