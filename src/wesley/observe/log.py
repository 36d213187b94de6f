"""Events as log lines: one JSON object each."""

from __future__ import annotations

from datetime import datetime

import msgspec
from msgspec import Struct

from wesley.observe.events import (
    Event,
    Level,
    Outcome,
    RunEnded,
    RunStarted,
    SegmentDone,
    SegmentStarted,
    StatementStarted,
)
from wesley.observe.passwords import without_passwords
from wesley.observe.watching import WatchStarted

_ORDER = tuple(Level)
# Microseconds.
_DIGITS = 6


class Context(Struct, frozen=True, kw_only=True):
    """What belongs to every line, as the events before have told it.

    Args:
        run: correlation id of the run, or of the watch.
        plan: the plan's identifier.
        statement: the statement that is or was under way, as `PLAN/NUMBER`; empty at both ends of a segment.
    """

    run: str = ""
    plan: str = ""
    statement: str = ""


def after(context: Context, event: Event) -> Context:
    """The context that an event and those after it belong to."""
    if isinstance(event, RunStarted):
        return Context(run=event.run, plan=event.plan)
    if isinstance(event, WatchStarted):
        return Context(run=event.watch)
    if isinstance(event, StatementStarted):
        return Context(run=context.run, plan=context.plan, statement=event.statement)
    if isinstance(event, SegmentStarted | SegmentDone):
        return Context(run=context.run, plan=context.plan)
    return context


def level(event: Event) -> Level:
    """How much an event matters; the end of a run by how it ended."""
    if isinstance(event, RunEnded):
        return {Outcome.STOPPED: Level.ERROR, Outcome.INTERRUPTED: Level.WARNING}.get(event.outcome, Level.INFO)
    return event.level


def is_told(event: Event, least: Level) -> bool:
    """Whether an event is in a log of this level."""
    return _ORDER.index(level(event)) >= _ORDER.index(least)


def stamp(at: datetime) -> str:
    """A moment as ISO 8601 in UTC, to the millisecond.

    Args:
        at: in UTC.
    """
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def line(event: Event, context: Context, at: datetime) -> bytes:
    """An event as a JSON object with a line break.

    Each has `time`, `level`, `event`, `run`, `plan` and `statement`, then the event's own fields. Durations are in
    seconds. Passwords that got into an event by accident are hidden.

    Args:
        event: what happened.
        context: from `after`.
        at: when, in UTC.
    """
    fields = {name: _rounded(value) for name, value in msgspec.to_builtins(event).items()}
    record = {"time": stamp(at), "level": str(level(event)), "event": fields.pop("type")}
    record |= {"run": context.run, "plan": context.plan, "statement": context.statement}
    return without_passwords(msgspec.json.encode(record | fields)) + b"\n"


def _rounded(value: object) -> object:
    return round(value, _DIGITS) if isinstance(value, float) else value
