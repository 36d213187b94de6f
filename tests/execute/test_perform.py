"""However a run ends, the journal and the stream of events say how."""

from __future__ import annotations

from typing import Any

import pytest

from tests.execute.place import Place, begun
from wesley.execute.begin import Begun
from wesley.execute.codes import STEP_FAILED
from wesley.execute.go_on import go_on
from wesley.execute.perform import perform
from wesley.observe.events import Event, Outcome, RunEnded
from wesley.problems.problem import Problem, ServerError

OLD = "type User @table {\n  id: ID! @primaryKey\n  email: String\n}\n"
NEW = "type User @table {\n  id: ID! @primaryKey\n  email: String!\n}\n"
NULLS = "INSERT INTO users (email) VALUES (NULL);"


def performed(place: Place) -> Any:
    return perform(place.connections, Begun(entry=place.entry, token=place.run.writer.token), place.tools())


def last(place: Place) -> Event:
    return place.events[-1]


def noted(place: Place) -> list[tuple[object, ...]]:
    return place.connections.monitor.rows("SELECT outcome, code, sqlstate FROM wesley.runs")


@pytest.mark.server
def test_of_one_that_is_done(database15: str) -> None:
    with begun(database15, OLD, NEW) as place:
        assert performed(place) is Outcome.DONE
        assert isinstance(last(place), RunEnded)
        assert noted(place) == [("done", "", "")]


@pytest.mark.server
def test_of_one_that_the_server_stopped(database15: str) -> None:
    with begun(database15, OLD, NEW, rows=NULLS) as place:
        with pytest.raises(ServerError):
            performed(place)
        ended = last(place)
        assert isinstance(ended, RunEnded)
        assert (ended.outcome, ended.category, ended.code) == (Outcome.STOPPED, "execution", STEP_FAILED.code)
        assert noted(place) == [("stopped", STEP_FAILED.code, ended.sqlstate)]


@pytest.mark.server
@pytest.mark.parametrize(
    ("error", "outcome", "message"),
    [
        (KeyboardInterrupt(), "interrupted", "the user ended it"),
        (ValueError("password=hunter2"), "stopped", "ValueError"),
        (ServerError(Problem(code=STEP_FAILED, message="it failed")), "stopped", "it failed"),
    ],
)
def test_of_one_that_something_else_ended(
    database15: str, monkeypatch: pytest.MonkeyPatch, error: BaseException, outcome: str, message: str
) -> None:
    with begun(database15, OLD, NEW) as place:

        def fail(*arguments: Any, **named: Any) -> None:
            go_on(*arguments, **named)
            raise error

        monkeypatch.setattr("wesley.execute.migrate.go_on", fail)
        with pytest.raises(type(error)):
            performed(place)
        assert place.connections.monitor.rows("SELECT outcome, message FROM wesley.runs") == [(outcome, message)]
        assert last(place) == RunEnded(
            outcome=Outcome(outcome),
            seconds=last(place).seconds,  # type: ignore[attr-defined]
            category="" if outcome == "interrupted" else "execution",
            code=STEP_FAILED.code if message == "it failed" else "",
            message=message,
        )
