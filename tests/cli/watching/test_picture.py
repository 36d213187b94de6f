"""The picture of a watch fits every terminal."""

from __future__ import annotations

import pytest

from tests.cli.watching.stream import ENDED, STARTED, commanded, passed, proved, refused
from wesley.cli.terminal import plain
from wesley.cli.watching.picture import picture
from wesley.cli.watching.shown import Kind, Shown
from wesley.cli.watching.state import State, after
from wesley.observe.events import Event, Warned
from wesley.observe.watching import RoundStarted, WatchStarted


def _picture(*events: Event, columns: int = 80, rows: int = 24) -> list[str]:
    state = State()
    for event in events:
        state = after(state, event, "12:00:00")
    return [line.rstrip() for line in picture(state, columns, rows, plain)]


def test_before_anything_nothing_is_shown() -> None:
    assert _picture() == []


def test_a_round_that_has_passed() -> None:
    assert _picture(STARTED, *passed(1, *proved(1), *commanded(1, 0))) == [
        "wesley watch  schema → generated                            round 1 at 12:00:00",
        "  schema    2 tables from 1 file: 3 written, 9 unchanged  0.08 s",
        "  database  brought on by 2 statements  0.2 s",
        "  tests     40 passed in 3 files  1.5 s",
        "  command   ended with 0  1.0 s",
        "",
        "waiting for changes; Ctrl-C ends",
    ]


def test_errors_are_shown_with_their_frames_and_without_what_came_of_the_rounds_before() -> None:
    assert _picture(STARTED, *passed(1, *proved(1)), *refused(2)) == [
        "wesley watch  schema → generated                            round 2 at 12:00:00",
        "  schema    1 error; nothing was written  0.01 s",
        "",
        "error[E002]: Unknown type `Strng`",
        "  ┌─ a.graphql:3:9",
        "3 │   nick: Strng",
        "  │         ^^^^^",
        "",
        "waiting for changes; Ctrl-C ends",
    ]


def test_tests_and_a_command_that_fail_are_shown_in_full() -> None:
    shown = _picture(STARTED, *passed(1, *proved(1, failed=1), *commanded(1, 2)))
    assert "  tests     1 failed, 40 passed in 3 files  1.5 s" in shown
    assert "FAILED  tests/10_table_users.sql  4 tests" in shown
    assert "make: *** [x] Error 1" in shown


def test_a_round_that_is_under_way_says_why() -> None:
    names = ("a.graphql", "b.graphql", "c.graphql", "d.graphql")
    assert _picture(STARTED, RoundStarted(number=2, changed=names))[-1] == (
        "at work: a.graphql, b.graphql, c.graphql and 1 more changed"
    )
    assert _picture(STARTED, RoundStarted(number=1))[-1] == "at work: the first round"


def test_what_came_of_the_tests_before_is_not_shown_while_another_schema_is_tested() -> None:
    before = (STARTED, *passed(1, *proved(1), *commanded(1, 0)))
    assert any("40 passed" in line for line in _picture(*before, RoundStarted(number=2)))
    under_way = _picture(*before, *passed(2)[:2])
    assert [line.split()[0] for line in under_way if line.startswith("  ")] == ["schema"]
    assert any("40 passed" in line for line in _picture(*before, *passed(2)))


def test_the_end_takes_the_place_of_the_waiting() -> None:
    assert _picture(STARTED, *passed(1), ENDED)[-1] == "ended after 2 rounds, 42 s"


def test_a_warning_stands_at_the_top() -> None:
    assert _picture(STARTED, Warned(message="slow\x1b"))[1] == "  slow␛"


def test_what_does_not_fit_is_counted() -> None:
    many = Shown(kind=Kind.PROBLEMS, text="\n".join(f"line {number}" for number in range(50)))
    shown = _picture(STARTED, refused(1)[0], many, *refused(1)[2:], rows=12)
    assert len(shown) == 11
    assert shown[-3:] == ["... 45 lines more", "", "waiting for changes; Ctrl-C ends"]
    assert "line 4" in shown
    assert "line 5" not in shown


@pytest.mark.parametrize("columns", [1, 2, 5, 20, 79, 500])
@pytest.mark.parametrize("rows", [1, 2, 4, 10, 100])
def test_it_fits(columns: int, rows: int) -> None:
    shown = _picture(STARTED, *passed(1, *proved(1, failed=1)), *refused(2), columns=columns, rows=rows)
    assert len(shown) <= max(rows - 1, 1)
    assert all(len(line) <= max(columns - 1, 0) for line in shown)


def test_what_is_told_is_folded_and_code_is_cut() -> None:
    text = (
        "error[CLI010]: outputs cannot be written\n"
        "1 │ type User @table {\n"
        "  = help: free some space, or mend the rights"
    )
    shown = _picture(STARTED, refused(1)[0], Shown(kind=Kind.PROBLEMS, text=text), *refused(1)[2:], columns=33)
    assert shown[1:-2] == [
        "  schema    1 error; nothing was",
        "            written  0.01 s",
        "",
        "error[CLI010]: outputs cannot be",
        "  written",
        "1 │ type User @table {",
        "  = help: free some space, or",
        "          mend the rights",
    ]


def test_of_the_commands_output_the_end_is_shown() -> None:
    output = Shown(kind=Kind.COMMAND, text="\n".join(f"line {number}" for number in range(200)))
    shown = _picture(STARTED, *passed(1, output, *commanded(1, 2)[1:]), rows=12)
    assert shown[3:] == [
        "",
        "... 196 lines before",
        "line 196",
        "line 197",
        "line 198",
        "line 199",
        "",
        "waiting for changes; Ctrl-C ends",
    ]
    assert _picture(STARTED, *passed(1, output, *commanded(1, 2)[1:]), rows=50)[4:6] == [
        "... 181 lines before",
        "line 181",
    ]


def test_a_round_says_what_takes_long() -> None:
    working = Shown(kind=Kind.WORK, text="running `make`; changes wait for its end")
    assert _picture(STARTED, RoundStarted(number=1), working)[-1] == (
        "at work: the first round; running `make`; changes wait for its end"
    )
    assert _picture(STARTED, RoundStarted(number=1), working, RoundStarted(number=2))[-1] == "at work: the first round"


def test_names_cannot_steer_the_terminal() -> None:
    started = WatchStarted(watch="w", paths=("a\x1b[2Jb",), out="out\r")
    assert "\x1b" not in "".join(_picture(started))
