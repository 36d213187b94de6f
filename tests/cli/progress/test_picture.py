"""What a terminal shows, at any width."""

from __future__ import annotations

from unicodedata import category

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.observe.stream import BLOCKER, refused, run_started, segment_started, statement_started
from wesley.cli.problems.excerpt import width
from wesley.cli.progress.picture import cut, picture
from wesley.cli.progress.state import State, after
from wesley.observe.events import Blocker, Event, HoldersSeen, LockRefused, Paused, Progressed

_PROGRESSED = Progressed(
    number=5, what="building index", done=412_338, total=800_000, unit="blocks", fastest=40, slowest=130
)


def _state(*events: Event) -> State:
    state = State()
    for event in events:
        state = after(state, event, 1000.0)
    return state


def _shown(*events: Event, columns: int = 80, rows: int = 24, after: float = 72.0) -> list[str]:
    return [line.text for line in picture(_state(*events), 1000.0 + after, columns, rows)]


_BUILD = (run_started(done=3), segment_started(4, 1, "concurrent"), statement_started(5, "Create index i"), _PROGRESSED)


def test_a_long_statement() -> None:
    assert _shown(*_BUILD) == [
        "plan 3-1a2b3c4d on app at localhost:5432                                0:01:12",
        "segment 4 of 2  [#######.............]  37 %  concurrent, expand",
        "  Create index i",
        "  [##########..........]  51 %  412,338 of 800,000 blocks, 40 s to 2 min left …",
    ]


def test_what_is_left_of_the_whole_plan() -> None:
    begun = replace(segment_started(1, 1, "backfill"), fastest=10, slowest=30, then_fastest=5, then_slowest=60)
    assert _shown(run_started(), begun, after=2.0)[1] == (
        "segment 1 of 2  [....................]   0 %  backfill, expand; 13 s to 88 s l…"
    )
    assert _shown(run_started(), begun, after=2.0, columns=100)[1].endswith("; 13 s to 88 s left in all")


def test_a_wait_with_who_is_in_the_way() -> None:
    assert _shown(run_started(), segment_started(1, 4), refused(), after=0)[2:] == [
        "  waiting for public.users, for 0.7 s so far",
        "  held by process 4711 of app (psql) for 12 s",
        "    SELECT ?",
    ]
    assert _shown(run_started(), Paused(number=1, reason="a standby is behind"))[-1] == "  paused: a standby is behind"
    nobody = HoldersSeen(relations=("public.users",), blockers=(), waiting=3)
    assert _shown(run_started(), nobody, after=0)[-1] == "  waiting for public.users, for 3.0 s so far"


def test_a_wait_of_which_nothing_new_is_told_goes_on() -> None:
    seen = HoldersSeen(relations=("public.users",), blockers=(BLOCKER,), waiting=3)
    assert _shown(run_started(), seen, after=4.5)[-3:-1] == [
        "  waiting for public.users, for 7.5 s so far",
        "  held by process 4711 of app (psql) for 17 s",
    ]
    # The pause that follows an attempt is known from its start.
    refusal = refused()
    assert "for 0.7 s so far" in _shown(run_started(), refusal, after=refusal.pause)[-3]
    assert "for 1.7 s so far" in _shown(run_started(), refusal, after=refusal.pause + 1)[-3]


def test_on_a_narrow_terminal_the_bars_go_first() -> None:
    assert _shown(*_BUILD, columns=40) == [
        "plan 3-1a2b3c4d on app at loca… 0:01:12",
        "segment 4 of 2  37 %  concurrent, expa…",
        "  Create index i",
        "  51 %  412,338 of 800,000 blocks, 40 …",
    ]


def test_on_a_tiny_terminal_one_line_is_left() -> None:
    assert _shown(*_BUILD, columns=20) == ["4/2 37 %"]
    assert _shown(*_BUILD, rows=2) == ["4/2 37 %"]


def test_before_a_run_nothing_is_shown() -> None:
    assert _shown(refused()) == []


@given(
    st.integers(1, 300),
    st.integers(1, 60),
    st.text(max_size=200),
    st.sampled_from(["wait", "work"]),
)
def test_no_line_is_wider_and_the_picture_never_higher_than_the_terminal(
    columns: int, rows: int, text: str, kind: str
) -> None:
    blocker = Blocker(pid=1, user=text, application=text, query=text, age=1)
    wait = LockRefused(relations=(text, text), attempt=1, waited=1, pause=1, blockers=(blocker,))
    shown = _shown(
        *_BUILD, statement_started(6, text), *((wait,) if kind == "wait" else ()), columns=columns, rows=rows
    )
    assert len(shown) < max(rows, 2)
    assert all(width(line) < max(columns, 2) for line in shown)
    assert not {category(sign) for line in shown for sign in line} & {"Cc", "Cf", "Zl", "Zp"}


def test_wide_signs_count_for_two() -> None:
    assert cut("漢字漢字", 8) == "漢字漢字"
    assert cut("漢字漢字", 7) == "漢字漢…"
    assert cut("漢字漢字", 6) == "漢字…"
