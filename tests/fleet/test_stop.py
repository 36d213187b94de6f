"""Ending what runs in other threads."""

from __future__ import annotations

import pytest

from wesley.execute.clock import RealClock
from wesley.fleet.stop import EndableClock, Stop


def test_a_clock_interrupts_who_asks_it_once() -> None:
    stop = Stop()
    clock = EndableClock(RealClock(), stop.ends)
    assert clock.now() <= clock.now()
    clock.sleep(0.0)
    stop.end()
    with pytest.raises(KeyboardInterrupt):
        clock.now()
    assert clock.now() <= clock.now()
    clock.sleep(0.0)


def test_who_sleeps_is_woken() -> None:
    stop = Stop()
    clock = EndableClock(RealClock(), stop.ends)
    stop.end()
    with pytest.raises(KeyboardInterrupt):
        clock.sleep(3600.0)


def test_to_begin_nothing_more_ends_nothing() -> None:
    stop = Stop()
    stop.begin_nothing()
    assert (stop.begins_nothing, stop.ends.is_set()) == (True, False)
