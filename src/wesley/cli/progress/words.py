"""Events in words, for people."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wesley.cli.progress.durations import lasted, many
from wesley.cli.progress.other_words import SENTENCES
from wesley.observe import events as of
from wesley.plan.plan import SegmentKind

_MAJOR = 10_000


def how(kind: str) -> str:
    """How a segment is run: of what has a transaction of its own only some is a validation."""
    return "own transaction" if kind == SegmentKind.VALIDATION else kind


def sentence(event: of.Event) -> str:
    """An event in a sentence without a full stop. It may hold signs that a terminal must not get."""
    told = _SENTENCES.get(type(event)) or SENTENCES.get(type(event))
    return str(event.__struct_config__.tag) if told is None else told(event)


def clock(seconds: float) -> str:
    """A duration as hours, minutes and seconds: `0:01:12`."""
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}"


def left(fastest: float, slowest: float) -> str:
    """The time that is left, as a range."""
    least, most = lasted(max(fastest, 1)), lasted(max(slowest, 1))
    if slowest < 1:
        return "under a second left"
    return f"about {most} left" if least == most else f"{least} to {most} left"


def left_in_all(seconds: tuple[float, float] | None) -> str:
    """The time that is left of the whole plan; empty where nobody can tell, or it is not worth telling."""
    return "" if seconds is None or seconds[1] < 1 else f"{left(*seconds)} in all"


def who(blockers: tuple[of.Blocker, ...]) -> str:
    """Who is in the way, the oldest first; the others as a number."""
    if not blockers:
        return "others, a moment at a time"
    first, more = blockers[0], len(blockers) - 1
    text = f"process {first.pid} of {first.user or 'an unknown role'} ({first.application or first.kind})"
    return f"{text} for {lasted(first.age)}" + (f", and {more} more" if more else "")


def progressed(event: of.Progressed) -> str:
    """How far a long statement is."""
    if event.total <= 0:
        return f"{event.what}: {event.done:,} {event.unit}" if event.done else event.what
    text = f"{event.what}: {percent(event.done, event.total)} % ({event.done:,} of {event.total:,} {event.unit})"
    if event.fastest is None or event.slowest is None:
        return text
    return f"{text}, {left(event.fastest, event.slowest)}"


def percent(done: int, total: int) -> int:
    """The part that is done, 0 to 100; 100 only when it is all of it."""
    return min(max(done, 0) * 100 // total, 100) if total > 0 else 0


def wait(event: of.Event) -> str:
    """What a run waits for, in few words; empty for what is no wait."""
    match event:
        case of.LockRefused():
            return f"waiting for {', '.join(event.relations)}, held by {who(event.blockers)}"
        case of.HoldersSeen():
            return f"waiting for {', '.join(event.relations)}, held by {who(event.blockers)}"
        case of.Paused():
            return f"paused: {event.reason}"
        case of.Retried():
            return f"again in {lasted(event.pause)}: {event.reason}"
        case _:
            return ""


def _run_started(event: of.RunStarted) -> str:
    back = " back" if event.direction == "back" else ""
    work = f"{many(event.segments, 'segment')}, {many(event.statements, 'statement')}"
    more = f"; {many(event.segments_done, 'segment')} done before" if event.segments_done else ""
    again = "goes on with" if event.resumed else "begins"
    server = f"PostgreSQL {event.server // _MAJOR}"
    return f"{again} plan {event.plan}{back} on {event.database} ({server}): {work}{more}"


def _segment_started(event: of.SegmentStarted) -> str:
    return (
        f"segment {event.number} of {event.total} begins: {how(event.kind)}, {event.phase}, "
        f"{many(event.statements, 'statement')}"
    )


def _statement_started(event: of.StatementStarted) -> str:
    return f"statement {event.statement} begins: {event.title}: {event.sql}"


def _lock_refused(event: of.LockRefused) -> str:
    text = (
        f"no lock on {', '.join(event.relations)} after {lasted(event.waited)}, attempt {event.attempt}; "
        f"again in {lasted(event.pause)}; held by {who(event.blockers)}"
    )
    return text + _query(event.blockers)


def _holders_seen(event: of.HoldersSeen) -> str:
    text = f"{', '.join(event.relations)} held by {who(event.blockers)}; waiting for {lasted(event.waiting)}"
    return text + _query(event.blockers)


def _query(blockers: tuple[of.Blocker, ...]) -> str:
    return f": {blockers[0].query}" if blockers and blockers[0].query else ""


def _blocker_ended(event: of.BlockerEnded) -> str:
    return f"ended {who((event.blocker,))}, as asked for" + _query((event.blocker,))


def _batch_done(event: of.BatchDone) -> str:
    return f"{many(event.rows, 'row')} in {lasted(event.seconds)}; the next batch has {many(event.size, 'row')}"


def _statement_done(event: of.StatementDone) -> str:
    rows = f", {many(event.rows, 'row')}" if event.rows else ""
    return f"statement {event.statement} done in {lasted(event.seconds)}{rows}"


def _segment_done(event: of.SegmentDone) -> str:
    return f"segment {event.number} of {event.total} done in {took(event)}"


def took(event: of.SegmentDone) -> str:
    """How long a segment took, and of what."""
    waited = f", {lasted(event.waited)} of it waiting for locks" if event.waited >= 0.1 else ""
    held = f", locks held for {lasted(event.held)}" if event.held >= 0.1 else ""
    return lasted(event.seconds) + waited + held


def _heartbeat(event: of.Heartbeat) -> str:
    megabyte = 1_000_000
    return (
        f"alive after {clock(event.elapsed)}: {event.cpu:.1f} s of CPU, {event.memory // megabyte} MB of memory, "
        f"{many(event.backends, 'backend')}, {event.wal // megabyte} MB of WAL"
    )


def _checkpointed(event: of.Checkpointed) -> str:
    where = "" if event.stored else " in the journal alone; the local file could not be written"
    return f"checkpoint at {event.percent} %{where}"


def _run_ended(event: of.RunEnded) -> str:
    code = f" {event.code}" if event.code else ""
    # Most messages of the server have it already.
    state = f" ({event.sqlstate})" if event.sqlstate and event.sqlstate not in event.message else ""
    why = f":{code} {event.message}{state}" if event.message or event.code else ""
    return f"{event.outcome} after {lasted(event.seconds)}{why}"


_SENTENCES: dict[type[of.Event], Callable[[Any], str]] = {
    of.RunStarted: _run_started,
    of.SegmentStarted: _segment_started,
    of.StatementStarted: _statement_started,
    of.LockRefused: _lock_refused,
    of.HoldersSeen: _holders_seen,
    of.BlockerEnded: _blocker_ended,
    of.Progressed: progressed,
    of.BatchDone: _batch_done,
    of.Paused: wait,
    of.Continued: lambda event: f"goes on after {lasted(event.seconds)}",
    of.Retried: lambda event: f"again in {lasted(event.pause)}: {event.reason} ({event.sqlstate})",
    of.Reconnected: lambda event: f"connection lost ({event.lost}) and made again in {lasted(event.seconds)}",
    of.CleanedUp: lambda event: f"cleaned up: {event.what}",
    of.StatementDone: _statement_done,
    of.SegmentDone: _segment_done,
    of.Heartbeat: _heartbeat,
    of.Checkpointed: _checkpointed,
    of.Warned: lambda event: str(event.message),
    of.Verified: lambda event: f"the catalog is what the plan leads to (looked for {lasted(event.seconds)})",
    of.RunEnded: _run_ended,
}
