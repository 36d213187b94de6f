"""The log for people."""

from __future__ import annotations

from tests.cli.progress.places import Kept, tell
from tests.observe.stream import refused, run_started
from wesley.cli.progress.text_lines import TextLines
from wesley.observe.events import Checkpointed, Level, Warned


def test_a_line_is_time_level_and_sentence() -> None:
    kept = Kept()
    tell(TextLines("the log", kept, Level.INFO), run_started(), refused(), Checkpointed(percent=25, stored=True))
    assert kept.text == [
        "2026-03-01T12:00:00.123Z info    begins plan 3-1a2b3c4d on app at localhost:5432 (PostgreSQL 18): "
        "2 segments, 5 statements",
        "2026-03-01T12:00:01.123Z warning no lock on public.users after 0.2 s, attempt 1; again in 0.5 s; "
        "held by process 4711 of app (psql) for 12 s: SELECT ?",
    ]


def test_texts_from_outside_stay_on_their_line_and_passwords_out() -> None:
    kept = Kept()
    tell(TextLines("the log", kept, Level.INFO), Warned(message="a\nb\x1b[31m postgresql://u:secret@h/d"))
    assert len(kept.text) == 1
    assert "secret" not in kept.text[0]
    assert "\x1b" not in kept.text[0]
