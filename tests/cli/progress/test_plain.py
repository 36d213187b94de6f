"""Where there is no terminal: a line for each segment, for waits, and a sign of life."""

from __future__ import annotations

from tests.cli.progress.places import Kept, moment, tell
from tests.observe.stream import ended, refused, run_started, segment_started, statement_started, whole_run
from wesley.cli.progress.plain import Plain
from wesley.observe.events import Heartbeat, Paused, Progressed, Warned


def test_the_lines_of_a_run() -> None:
    kept = Kept()
    tell(Plain(kept), *whole_run())
    assert kept.text == [
        "0:00:00 begins plan 3-1a2b3c4d on app at localhost:5432 (PostgreSQL 18): 2 segments, 5 statements",
        "0:00:02 [1/2] no lock on public.users after 0.2 s, attempt 1; again in 0.5 s; held by process 4711 of app "
        "(psql) for 12 s: SELECT ?",
        "0:00:11 [1/2] transaction: Add column age to public.users, and 3 more: 1.0 s, 0.7 s of it waiting for locks",
        "0:00:18 [2/2] backfill: Fill age of public.users: 0.2 s",
        "0:00:21 the catalog is what the plan leads to (looked for 0.5 s)",
        "0:00:22 done after 9.0 s; 2 segments, 5 statements; 1,500 rows changed; 0.7 s of waiting for locks; "
        "others waited 0.2 s at most",
    ]


def test_a_wait_that_lasts_is_told_every_few_seconds() -> None:
    kept = Kept()
    tell(Plain(kept), run_started(), segment_started(1, 1), *(refused(number) for number in range(1, 13)))
    assert len(kept.text) == 1 + 3


def test_another_wait_is_told_at_once() -> None:
    kept = Kept()
    tell(Plain(kept), run_started(), refused(), Paused(number=1, reason="a standby is behind"), apart=0.1)
    assert kept.text[-1] == "0:00:00 paused: a standby is behind"


def test_a_sign_of_life_says_what_is_worked_on() -> None:
    kept = Kept()
    plain = Plain(kept)
    progressed = Progressed(number=1, what="filling", done=5, total=10, unit="rows", fastest=40, slowest=130)
    heartbeat = Heartbeat(elapsed=15, cpu=1, memory=1, backends=3, wal=0)
    tell(plain, run_started(), segment_started(1, 1), statement_started(1, "Fill age"), progressed, heartbeat, apart=5)
    assert kept.text[-1] == ("0:00:20 [1/2] still at it: Fill age: filling: 50 % (5 of 10 rows), 40 s to 2 min left")
    plain.tell(refused(), moment(21))
    plain.tick(moment(47))
    assert "waiting for public.users, held by process 4711" in kept.text[-1]


def test_silence_is_broken_before_thirty_seconds_while_a_run_lasts() -> None:
    kept = Kept()
    plain = Plain(kept)
    plain.tick(moment(0))
    assert kept.text == []
    plain.tell(run_started(), moment(0))
    for second in range(60):
        plain.tick(moment(second))
    assert [line[:7] for line in kept.text] == ["0:00:00", "0:00:25", "0:00:50"]
    plain.tell(ended(), moment(60))
    plain.tick(moment(120))
    assert len(kept.text) == 4


def test_texts_from_outside_cannot_steer_a_terminal() -> None:
    kept = Kept()
    tell(Plain(kept), Warned(message="a\nb\x1b[31m"))
    assert kept.text == ["0:00:00 a␊b␛[31m"]
