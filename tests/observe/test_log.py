"""A log line is one JSON object that stands for itself: run, statement, time, level, and no secrets."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.observe.stream import AT, ended, refused, run_started, segment_started, statement_started, whole_run
from wesley.observe.events import Event, Level, Outcome, SegmentDone, Warned
from wesley.observe.log import Context, after, is_told, level, line


def _lines(*events: Event) -> list[dict[str, Any]]:
    context, lines = Context(), []
    for event in events:
        context = after(context, event)
        lines.append(json.loads(line(event, context, AT)))
    return lines


def test_a_line_has_time_level_event_run_plan_and_the_fields_of_the_event() -> None:
    _, told = _lines(run_started(), segment_started(1, 4))
    assert list(told)[:6] == ["time", "level", "event", "run", "plan", "statement"]
    assert told["time"] == "2026-03-01T12:00:00.123Z"
    assert (told["level"], told["event"]) == ("info", "segment-started")
    assert (told["run"], told["plan"]) == ("r-1", "3-1a2b3c4d")
    assert (told["number"], told["total"], told["statements"]) == (1, 2, 4)


def test_what_happens_during_a_statement_is_told_with_its_id() -> None:
    told = _lines(run_started(), statement_started(4), refused(), SegmentDone(number=1, total=2, seconds=1))
    assert [one["statement"] for one in told] == ["", "3/4", "3/4", ""]


def test_blockers_are_objects_and_durations_have_no_noise() -> None:
    told = _lines(refused(waited=0.1234567891))[0]
    assert told["blockers"][0]["pid"] == 4711
    assert told["waited"] == 0.123457


def test_every_event_of_a_run_is_one_line() -> None:
    context = after(Context(), run_started())
    assert all(line(event, context, AT).count(b"\n") == 1 for event in whole_run())


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [(Outcome.DONE, Level.INFO), (Outcome.INTERRUPTED, Level.WARNING), (Outcome.STOPPED, Level.ERROR)],
)
def test_the_end_of_a_run_matters_as_much_as_it_went_wrong(outcome: Outcome, expected: Level) -> None:
    assert level(ended(outcome)) is expected


def test_a_level_leaves_out_what_matters_less() -> None:
    told = [event for event in whole_run() if is_told(event, Level.WARNING)]
    assert told == [refused()]
    assert all(is_told(event, Level.DEBUG) for event in whole_run())


@pytest.mark.parametrize(
    "message",
    [
        "cannot connect to postgresql://app:s3cr%40t@db.example.com/app",
        "connection to host=db password=s3cr%40t failed",
        "connection to host=db password='s3cr%40t \\' more' failed",
    ],
)
def test_a_password_that_got_into_an_event_is_hidden(message: str) -> None:
    text = line(Warned(message=message), Context(), AT).decode()
    assert "s3cr" not in text
    assert "***" in text
    assert "db" in json.loads(text)["message"]


def test_text_from_outside_cannot_break_a_line() -> None:
    told = _lines(Warned(message='a\nb"\x1b[31m{'))[0]
    assert told["message"] == 'a\nb"\x1b[31m{'
