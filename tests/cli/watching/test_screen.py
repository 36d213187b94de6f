"""The display on a terminal: drawn anew in its place, and only when something has changed."""

from __future__ import annotations

import os
from collections.abc import Callable

from tests.cli.progress.places import moment, tell
from tests.cli.progress.terminal import Terminal, screen
from tests.cli.watching.stream import ENDED, STARTED, passed, refused
from wesley.cli.progress.canvas import Canvas
from wesley.cli.progress.lines import Lines
from wesley.cli.terminal import colored, plain
from wesley.cli.watching.screen import Screen
from wesley.observe.events import Event
from wesley.observe.watching import RoundStarted


def _screen(terminal: Terminal, encoding: str = "utf-8", typed: Callable[[], int] = lambda: 0) -> Screen:
    return Screen(Canvas(Lines(terminal.descriptor, owned=False), terminal.descriptor, encoding), plain, typed)


def _shown(*events: Event) -> list[str]:
    terminal = Terminal()
    display = _screen(terminal)
    tell(display, *events)
    display.tick(moment(100))
    display.close()
    return screen(terminal.closed())


def test_a_round_takes_the_place_of_the_one_before() -> None:
    shown = _shown(STARTED, *refused(1), *passed(2))
    assert len(shown) == 5
    assert shown[1] == "  schema    2 tables from 1 file: 3 written, 9 unchanged  0.08 s"
    assert shown[3:] == ["waiting for changes; Ctrl-C ends", ""]


def test_the_picture_stays_at_the_end() -> None:
    shown = _shown(STARTED, *refused(1), ENDED)
    assert "error[E002]: Unknown type `Strng`" in shown
    assert shown[-2] == "ended after 2 rounds, 42 s"


def test_nothing_is_written_while_nothing_changes() -> None:
    terminal = Terminal()
    display = _screen(terminal)
    tell(display, STARTED, *passed(1))
    for second in range(100):
        display.tick(moment(second))
    assert terminal.closed().count(b"wesley watch") == 1


def test_a_short_round_is_drawn_once_and_a_long_one_says_that_it_is_at_work() -> None:
    terminal = Terminal()
    display = _screen(terminal)
    tell(display, STARTED, *passed(1), RoundStarted(number=2, changed=("a.graphql",)))
    display.tick(moment(9))
    data = terminal.closed()
    assert data.count(b"wesley watch") == 2
    assert screen(data)[-2] == "at work: a.graphql changed"


def test_all_of_a_picture_is_one_write_and_clears_what_is_left_below() -> None:
    terminal = Terminal()
    display = _screen(terminal)
    tell(display, STARTED, *refused(1), *passed(2))
    data = terminal.closed()
    assert data.endswith(b"\x1b[K\r\n\x1b[J")


def test_modes_of_the_terminal_and_its_cursor_are_left_alone() -> None:
    terminal = Terminal()
    display = Screen(Canvas(Lines(terminal.descriptor, owned=False), terminal.descriptor, "utf-8"), colored, lambda: 0)
    tell(display, STARTED, *refused(1), *passed(2), ENDED)
    display.close()
    assert b"\x1b[?" not in terminal.closed()


def test_signs_that_the_terminal_lacks_take_their_place() -> None:
    terminal = Terminal()
    tell(_screen(terminal, "ascii"), STARTED, *passed(1))
    assert screen(terminal.closed())[0].startswith("wesley watch  schema ? generated")


def test_after_ctrl_z_the_picture_is_drawn_below_what_the_shell_has_written() -> None:
    terminal = Terminal()
    display = _screen(terminal)
    tell(display, STARTED, *passed(1))
    display.resume()
    display.tick(moment(9))
    shown = screen(terminal.closed())
    assert [line.split("  ")[0] for line in shown].count("wesley watch") == 2
    assert shown[-2] == "waiting for changes; Ctrl-C ends"


def test_a_terminal_of_another_size_is_cleared() -> None:
    terminal = Terminal()
    display = _screen(terminal)
    tell(display, STARTED, *passed(1))
    terminal.resize(40, 24)
    display.tick(moment(9))
    display.tick(moment(10))
    data = terminal.closed()
    assert data.count(b"\x1b[H\x1b[J") == 1
    assert data.rpartition(b"\x1b[H\x1b[J")[2].startswith(b"wesley watch")


def test_what_is_typed_leaves_nothing_of_the_picture_behind() -> None:
    terminal = Terminal()
    lines = iter([0, 2, 0])
    display = _screen(terminal, typed=lambda: next(lines))
    tell(display, STARTED, *passed(1))
    os.write(terminal.descriptor, b"hello\nyou\n")
    display.tick(moment(9))
    display.tick(moment(10))
    shown = screen(terminal.closed())
    assert len(shown) == 5
    assert shown[3:] == ["waiting for changes; Ctrl-C ends", ""]
