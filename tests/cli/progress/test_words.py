"""Events in words."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.observe.stream import BLOCKER, ended, refused, run_started, segment_started
from wesley.cli.progress.durations import lasted
from wesley.cli.progress.words import _SENTENCES, clock, left, left_in_all, percent, progressed, sentence, wait, who
from wesley.observe import events as of


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0.004, "0.00 s"),
        (0.05, "0.05 s"),
        (4.24, "4.2 s"),
        (9.99, "10 s"),
        (42.4, "42 s"),
        (150, "2 min"),
        (5400, "90 min"),
        (7200, "2.0 h"),
    ],
)
def test_durations(seconds: float, text: str) -> None:
    assert lasted(seconds) == text


def test_the_clock_has_hours_minutes_and_seconds() -> None:
    assert [clock(seconds) for seconds in (0, 72.9, 3600, 100_000)] == ["0:00:00", "0:01:12", "1:00:00", "27:46:40"]


@pytest.mark.parametrize(
    ("fastest", "slowest", "text"),
    [(0.1, 0.5, "under a second left"), (40, 130, "40 s to 2 min left"), (61, 61, "about 61 s left")],
)
def test_the_time_left_is_a_range(fastest: float, slowest: float, text: str) -> None:
    assert left(fastest, slowest) == text


@given(st.integers(-5, 10**12), st.integers(0, 10**12))
def test_a_percentage_is_one_and_100_only_when_all_is_done(done: int, total: int) -> None:
    assert 0 <= percent(done, total) <= 100
    assert percent(done, total) < 100 or done >= total


@pytest.mark.parametrize(
    ("event", "text"),
    [
        (run_started(done=2), "begins plan 3-1a2b3c4d on app at localhost:5432 (PostgreSQL 18): 2 segments, "
         "5 statements; 2 segments done before"),
        (of.SegmentStarted(number=1, total=2, kind="concurrent", phase="expand", statements=1),
         "segment 1 of 2 begins: concurrent, expand, 1 statement"),
        (of.BatchDone(number=1, rows=1000, seconds=0.05, size=20_000),
         "1,000 rows in 0.05 s; the next batch has 20,000 rows"),
        (of.Paused(number=1, reason="a standby is 12 s behind"), "paused: a standby is 12 s behind"),
        (of.Retried(number=1, reason="a deadlock", sqlstate="40P01", pause=1), "again in 1.0 s: a deadlock (40P01)"),
        (of.Reconnected(lost="worker", seconds=2), "connection lost (worker) and made again in 2.0 s"),
        (of.SegmentDone(number=1, total=2, seconds=4, waited=3, held=0.2),
         "segment 1 of 2 done in 4.0 s, 3.0 s of it waiting for locks, locks held for 0.2 s"),
        (of.HoldersSeen(relations=("public.users",), blockers=(BLOCKER,), waiting=5),
         "public.users held by process 4711 of app (psql) for 12 s; waiting for 5.0 s: SELECT ?"),
        (of.Heartbeat(elapsed=30, cpu=0.5, memory=80_000_000, backends=3, wal=2_000_000),
         "alive after 0:00:30: 0.5 s of CPU, 80 MB of memory, 3 backends, 2 MB of WAL"),
        (of.Checkpointed(percent=50, stored=False),
         "checkpoint at 50 % in the journal alone; the local file could not be written"),
        (ended(of.Outcome.STOPPED, code="EXE001", message="it does not fit", sqlstate="23514"),
         "stopped after 9.0 s: EXE001 it does not fit (23514)"),
        (ended(of.Outcome.STOPPED, code="EXE001", message="it does not fit (23514)", sqlstate="23514"),
         "stopped after 9.0 s: EXE001 it does not fit (23514)"),
    ],
    ids=lambda value: type(value).__name__,
)  # fmt: skip
def test_sentences(event: of.Event, text: str) -> None:
    assert sentence(event) == text


def test_every_event_has_a_sentence() -> None:
    assert set(get_args(of.AnyEvent)) == set(_SENTENCES)


def test_progress_without_a_total_says_what_is_done() -> None:
    event = of.Progressed(number=1, what="waiting for writers", done=0, total=0, unit="lockers")
    assert progressed(event) == "waiting for writers"


def test_progress_has_its_part_and_the_time_left() -> None:
    event = of.Progressed(number=1, what="filling", done=5200, total=10_000, unit="rows", fastest=40, slowest=130)
    assert progressed(event) == "filling: 52 % (5,200 of 10,000 rows), 40 s to 2 min left"


def test_blockers_that_cannot_be_seen() -> None:
    unseen = of.Blocker(pid=7, user="", application="", query="", age=1, kind="walsender")
    assert who(()) == "others, a moment at a time"
    assert who((unseen, BLOCKER)) == "process 7 of an unknown role (walsender) for 1.0 s, and 1 more"


def test_only_waits_are_waits() -> None:
    assert wait(refused()).startswith("waiting for public.users, held by process 4711")
    assert wait(run_started()) == ""


def test_what_is_left_in_all_is_told_where_it_is_worth_it() -> None:
    assert left_in_all((90.0, 600.0)) == "90 s to 10 min left in all"
    assert (left_in_all((0.0, 0.4)), left_in_all(None)) == ("", "")


def test_what_has_a_transaction_of_its_own_is_not_called_a_validation() -> None:
    assert "begins: own transaction, expand" in sentence(segment_started(1, 1, "validation"))
