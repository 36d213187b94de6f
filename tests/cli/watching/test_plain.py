"""Lines where there is no terminal."""

from __future__ import annotations

from tests.cli.progress.places import Kept, moment, tell
from tests.cli.watching.stream import ENDED, FRAME, STARTED, passed, proved, refused
from wesley.cli.watching.plain import Plain
from wesley.observe.events import Event, Warned
from wesley.observe.watching import DatabaseBrought


def _lines(*events: Event, quiet: bool = False) -> list[str]:
    kept = Kept()
    plain = Plain(kept, quiet=quiet)
    tell(plain, *events)
    plain.tick(moment(100))
    plain.close()
    return kept.text


def _said(*events: Event) -> list[str]:
    """What follows the time."""
    return [line[9:] for line in _lines(*events)]


def test_each_thing_that_happens_is_a_line() -> None:
    assert _said(STARTED, *passed(1, *proved(1)), ENDED) == [
        "watching schema, outputs in generated",
        "round 1 begins",
        "2 tables compiled in 0.08 s: 3 written, 9 unchanged",
        "the database of the tests is brought on by 2 statements in 0.2 s",
        "40 tests passed, 0 failed in 3 files, 1.5 s",
        "ended after 2 rounds, 42 s",
    ]


def test_errors_stand_above_their_number() -> None:
    lines = _lines(*refused(2))
    assert lines[1:-1] == FRAME.splitlines()
    assert lines[-1].endswith(" 1 error; nothing was written")


def test_quiet_is_only_what_is_wrong() -> None:
    assert _lines(STARTED, *passed(1, *proved(1)), *refused(2), ENDED, quiet=True) == FRAME.splitlines()


def test_a_database_that_stays_is_no_news() -> None:
    assert _said(DatabaseBrought(number=2, how="unchanged", reason="", statements=0, seconds=0.0)) == []


def test_warnings_are_told_and_nobody_steers_the_terminal() -> None:
    assert _said(Warned(message="slow\x1b[2J")) == ["slow␛[2J"]
