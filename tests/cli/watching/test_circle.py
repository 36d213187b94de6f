"""A command that begins the rounds in which it runs."""

from __future__ import annotations

from itertools import count

import pytest

from wesley.cli.watching.circle import LONGEST, Circle
from wesley.problems.problem import WesleyError
from wesley.watch.look import Look


def _look(text: str) -> Look:
    return Look(texts={"a.graphql": text})


def test_one_that_changes_the_schema_each_time_is_left_out_once() -> None:
    runs, texts = count(), count()
    circle = Circle("date", lambda: next(runs), lambda: _look(str(next(texts))))
    assert [circle(_look("before")) for _ in range(LONGEST)] == list(range(LONGEST))
    with pytest.raises(WesleyError) as error:
        circle(_look("before"))
    assert error.value.problems[0].code.code == "WATCH005"
    assert error.value.problems[0].message.startswith("a.graphql changed while `date` ran, 5 times in a row")
    assert circle(_look("before")) == LONGEST


def test_one_that_comes_to_rest_runs_on() -> None:
    looks = iter([_look("formatted")] * 20)
    circle = Circle("format", lambda: 0, lambda: next(looks))
    assert [circle(_look("new" if number % 3 == 0 else "formatted")) for number in range(20)] == [0] * 20
