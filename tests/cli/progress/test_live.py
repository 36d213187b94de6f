"""The display on a terminal: it stays in its place, and leaves nothing behind but what is worth keeping."""

from __future__ import annotations

import os

import pytest

from tests.cli.progress.places import moment, tell
from tests.cli.progress.terminal import Terminal, screen
from tests.observe.stream import ended, refused, run_started, segment_started, statement_started, whole_run
from wesley.cli.progress.canvas import Canvas
from wesley.cli.progress.lines import Lines
from wesley.cli.progress.live import Live
from wesley.cli.terminal import colored, plain
from wesley.observe.events import CleanedUp, Event, Outcome, Progressed, Warned

_BUILD = (
    run_started(),
    segment_started(2, 1, "concurrent"),
    statement_started(5, "Create index users_email_idx on public.users"),
    Progressed(number=5, what="building index", done=40, total=100, unit="blocks"),
)


def _live(terminal: Terminal, encoding: str = "utf-8") -> Live:
    return Live(Canvas(Lines(terminal.descriptor, owned=False), terminal.descriptor, encoding), plain)


def _shown(*events: Event, closed: bool = False) -> list[str]:
    terminal = Terminal()
    live = _live(terminal)
    tell(live, *events)
    if closed:
        live.close()
    return screen(terminal.closed())


def test_a_few_lines_are_drawn_anew_in_their_place() -> None:
    assert _shown(*_BUILD) == [
        "plan 3-1a2b3c4d on app at localhost:5432                                0:00:03",
        "segment 2 of 2  [....................]   0 %  concurrent, expand",
        "  Create index users_email_idx on public.users",
        "  [########............]  40 %  40 of 100 blocks  building index",
        "",
    ]


def test_what_is_worth_keeping_stands_above() -> None:
    shown = _shown(*_BUILD, CleanedUp(number=5, what="the index"), Warned(message="a\x1b[2J"), *_BUILD[3:])
    assert shown[:2] == ["cleaned up: the index", "a␛[2J"]
    assert shown[2].startswith("plan 3-1a2b3c4d")
    assert len(shown) == 7


def test_a_wait_takes_lines_and_gives_them_back() -> None:
    waiting = _shown(run_started(), segment_started(1, 1), refused())
    assert waiting[2:5] == [
        "  waiting for public.users, for 0.7 s so far",
        "  held by process 4711 of app (psql) for 12 s",
        "    SELECT ?",
    ]
    going_on = _shown(run_started(), segment_started(1, 1), refused(), statement_started(1, "Add age"))
    assert going_on[2:] == ["  Add age", ""]


@pytest.mark.parametrize("outcome", [Outcome.DONE, Outcome.STOPPED, Outcome.INTERRUPTED])
def test_at_the_end_one_line_is_left(outcome: Outcome) -> None:
    shown = _shown(*_BUILD, ended(outcome), closed=True)
    far = "0 segments, 0 statements" if outcome is Outcome.DONE else "0 of 2 segments and 0 of 5 statements done"
    assert shown == [f"{outcome} after 9.0 s; {far}", ""]


def test_when_it_is_closed_in_the_middle_nothing_of_it_is_left() -> None:
    assert _shown(*_BUILD, closed=True) == [""]


def test_a_run_of_hundreds_of_events_is_drawn_a_few_times_a_second() -> None:
    terminal = Terminal()
    live = _live(terminal)
    tell(live, *(_BUILD[:3] * 200), apart=0.001)
    live.close()
    assert terminal.closed().count(b"plan 3-1a2b3c4d") <= 5


def test_the_clock_goes_on_while_nothing_happens() -> None:
    terminal = Terminal()
    live = _live(terminal)
    tell(live, *_BUILD)
    live.tick(moment(75))
    assert screen(terminal.closed())[0].endswith("0:01:15")


def test_a_terminal_of_another_size_is_cleared_and_keeps_what_is_worth_it() -> None:
    terminal = Terminal()
    live = _live(terminal)
    tell(live, *_BUILD, CleanedUp(number=5, what="the index"), Warned(message="a"))
    terminal.resize(40, 24)
    live.tick(moment(100))
    live.tick(moment(101))
    data = terminal.closed()
    assert data.count(b"\x1b[H\x1b[J") == 1
    shown = screen(data.rpartition(b"\x1b[H\x1b[J")[2])
    assert shown[:2] == ["cleaned up: the index", "a"]
    assert shown[2].startswith("plan 3-1a2b3c4d")
    assert len(shown) == 7


def test_after_ctrl_z_the_picture_is_drawn_below_what_the_shell_has_written() -> None:
    terminal = Terminal()
    live = _live(terminal)
    tell(live, *_BUILD)
    os.write(terminal.descriptor, b"[1]+ Stopped\n")
    live.resume()
    live.tick(moment(100))
    live.tick(moment(101))
    shown = screen(terminal.closed())
    assert shown[4] == "[1]+ Stopped"
    assert shown[5].startswith("plan 3-1a2b3c4d")
    assert len(shown) == 10


def test_modes_of_the_terminal_and_its_cursor_are_left_alone() -> None:
    terminal = Terminal()
    live = Live(Canvas(Lines(terminal.descriptor, owned=False), terminal.descriptor, "utf-8"), colored)
    tell(live, *whole_run())
    live.close()
    data = terminal.closed()
    assert b"\x1b[?" not in data
    assert data.count(b"\x1b[1m") == data.count(b"\x1b[0m") - data.count(b"\x1b[1;33m") - data.count(b"\x1b[2m")


def test_signs_that_the_terminal_lacks_take_their_place() -> None:
    terminal = Terminal()
    tell(_live(terminal, "ascii"), run_started(), segment_started(1, 1), statement_started(1, "Add größe"))
    assert "  Add gr??e" in screen(terminal.closed())
