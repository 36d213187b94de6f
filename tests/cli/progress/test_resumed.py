"""A process that goes on after Ctrl-Z is told so."""

from __future__ import annotations

import os
import signal
import threading

from wesley.cli.progress.resumed import when_resumed


def test_going_on_is_told_and_afterwards_all_is_as_before() -> None:
    told: list[str] = []
    before = signal.getsignal(signal.SIGCONT)
    with when_resumed(lambda: told.append("on")):
        os.kill(os.getpid(), signal.SIGCONT)
    assert told == ["on"]
    assert signal.getsignal(signal.SIGCONT) is before


def test_where_there_is_nothing_to_tell_all_stays_as_it_is() -> None:
    before = signal.getsignal(signal.SIGCONT)
    with when_resumed(None):
        assert signal.getsignal(signal.SIGCONT) is before


def test_outside_of_the_main_thread_nothing_is_told() -> None:
    done: list[bool] = []

    def use() -> None:
        with when_resumed(lambda: None):
            done.append(True)

    thread = threading.Thread(target=use)
    thread.start()
    thread.join()
    assert done == [True]
