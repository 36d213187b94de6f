"""Whoever emits never waits for a terminal or a pipe."""

from __future__ import annotations

import errno
import os
import threading

import pytest

from tests.cli.progress.places import Collecting, Failing, moment
from tests.observe.stream import run_started, whole_run
from wesley.cli.progress import background
from wesley.cli.progress.background import Background
from wesley.cli.progress.json_lines import JsonLines
from wesley.cli.progress.lines import Lines
from wesley.observe.events import Level


def test_events_arrive_in_order_and_all_of_them_before_the_end() -> None:
    kept = Collecting()
    place = Background(kept)
    for event in whole_run():
        place.tell(event, moment(0))
    place.close()
    assert tuple(kept.events) == whole_run()
    assert kept.is_closed


def test_the_end_of_a_run_is_told_before_the_command_goes_on() -> None:
    kept = Collecting()
    place = Background(kept)
    for event in whole_run():
        place.tell(event, moment(0))
    assert tuple(kept.events) == whole_run()
    place.close()


def test_a_failure_comes_back_where_it_is_told_the_next_time() -> None:
    failing = Failing(OSError(errno.EPIPE, "Broken pipe"))
    place = Background(failing)
    with pytest.raises(BrokenPipeError):
        _tell_until_it_fails(place)
    with pytest.raises(BrokenPipeError):
        place.close()
    assert failing.times == 1


def test_a_pipe_that_nobody_reads_holds_up_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(background, "_CLOSE_SECONDS", 0.05)
    reader, writer = os.pipe()
    place = Background(JsonLines("a pipe", Lines(writer, owned=True), Level.DEBUG))
    with pytest.raises(TimeoutError):
        _tell_until_it_fails(place)
    place.close()
    # The thread, which waits in its write, ends when the other end of the pipe is gone.
    os.close(reader)
    for thread in threading.enumerate():
        if thread.name == "wesley a pipe":
            thread.join()
    os.close(writer)


def test_it_ticks_when_nothing_happens() -> None:
    ticked = threading.Event()

    class Ticked(Collecting):
        def tick(self, _moment: object) -> None:
            ticked.set()

    place = Background(Ticked())
    assert ticked.wait(30)
    place.close()


def _tell_until_it_fails(place: Background) -> None:
    while True:
        place.tell(run_started(), moment(0))
