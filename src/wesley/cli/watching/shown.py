"""What people are shown beside the events: code frames, failed tests, what the command printed, what takes long."""

from __future__ import annotations

from enum import StrEnum

from wesley.observe.events import Event


class Kind(StrEnum):
    """What a text is about."""

    PROBLEMS = "problems"
    TESTS = "tests"
    COMMAND = "command"
    WORK = "work"


class Shown(Event, frozen=True, kw_only=True, tag="shown"):
    """A text for people, which no log has.

    Args:
        kind: what it is about.
        text: lines, in colors where the display has them.
    """

    kind: Kind
    text: str
