"""`plan.sql`: the plan as a script that people read and psql runs."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from wesley.changes.lock import Lock, RelationLock
from wesley.changes.statement import RelationName, Statement
from wesley.plan.plan import Phase, Plan, Segment, SegmentKind, Step
from wesley.sql.text import qualified

_HEADINGS = {
    SegmentKind.TRANSACTION: "one transaction",
    SegmentKind.CONCURRENT: "outside a transaction",
    SegmentKind.VALIDATION: "a transaction of its own",
    SegmentKind.BACKFILL: "in batches, a transaction each",
}
_BLOCKED = {
    Lock.SHARE_UPDATE_EXCLUSIVE: "blocks other DDL, not reads or writes",
    Lock.SHARE: "blocks writes",
    Lock.SHARE_ROW_EXCLUSIVE: "blocks writes",
    Lock.EXCLUSIVE: "blocks writes",
    Lock.ACCESS_EXCLUSIVE: "blocks reads and writes",
}
_WIDTH = 100
# A strong lock that is waited for stops everybody who comes later, so the wait is short and the script stops instead.
_LOCK_TIMEOUT = "SET lock_timeout = '100ms';"
_NO_TIMEOUT = "SET lock_timeout = 0;"


def script(plan: Plan) -> str:
    """The whole of `plan.sql`."""
    return "\n".join(_head(plan)) + "\n\n" + body(plan)


def body(plan: Plan) -> str:
    """`plan.sql` without its head."""
    parts = ("\n".join(_segment(number, segment, plan)) for number, segment in enumerate(plan.segments, start=1))
    return "\n\n".join(parts) + "\n"


def _head(plan: Plan) -> Iterator[str]:
    steps = plan.steps()
    later = sum(len(segment.steps) for segment in plan.segments if segment.phase is Phase.CONTRACT)
    yield f"-- A plan of {_counted(len(steps), 'statement')} for PostgreSQL {plan.server}."
    if later and not plan.contract:
        yield f"-- The last {_counted(later, 'statement')} wait until the old application is gone: they stand here as"
        yield "-- comments, and `--contract` makes them statements."
    yield "-- Run it with:  psql -v ON_ERROR_STOP=1 -f FILE"
    yield ""
    yield "SET client_encoding = 'UTF8';"
    yield "SET statement_timeout = 0;"
    yield "-- Rows that row-level security would hide make a statement fail instead of being passed over."
    yield "SET row_security = off;"


def _segment(number: int, segment: Segment, plan: Plan) -> Iterator[str]:
    phase = "contract" if segment.phase is Phase.CONTRACT else "expand"
    lines = [f"-- Segment {number}, {phase}: {_HEADINGS[segment.kind]}"]
    if segment.kind is SegmentKind.TRANSACTION:
        lines += [_LOCK_TIMEOUT, "BEGIN;", *_steps(segment), "COMMIT;"]
    else:
        lines += [_NO_TIMEOUT, *_steps(segment)]
    waits = segment.phase is Phase.CONTRACT and not plan.contract
    for line in "\n".join(lines).split("\n"):
        yield f"-- {line}".rstrip() if waits else line


def _steps(segment: Segment) -> Iterator[str]:
    title = ""
    for step in segment.steps:
        yield from _step(step, title)
        title = step.title


def _step(step: Step, title_before: str) -> Iterator[str]:
    yield ""
    if step.title != title_before:
        yield f"-- {step.number}. {step.title}"
    statement = step.statement
    yield from _wrapped(statement.why)
    for lock in statement.locks:
        yield f"--   locks {_lock(lock)}"
    if statement.rewrites:
        yield f"--   rewrites {_names(statement.rewrites)}"
    if statement.scans:
        yield f"--   reads all of {_names(statement.scans)}"
    if statement.loses:
        yield f"--   loses the data of {', '.join(statement.loses)}"
    if statement.probe is not None:
        yield from _wrapped(f"fails if there are {statement.probe.meaning}; look beforehand with:")
        yield from (f"--     {line}" for line in statement.probe.query.split("\n"))
    yield from _sql(statement)


def _sql(statement: Statement) -> Iterator[str]:
    if statement.utc:
        yield "SET TimeZone = 'UTC';"
    yield statement.sql
    if statement.utc:
        yield "RESET TimeZone;"


def _wrapped(text: str) -> Iterator[str]:
    return (f"--   {line}" for line in textwrap.wrap(text, _WIDTH))


def _lock(lock: RelationLock) -> str:
    blocked = _BLOCKED.get(lock.mode)
    return f"{qualified(lock.schema, lock.name)}: {lock.mode.value}" + (f" ({blocked})" if blocked else "")


def _names(names: tuple[RelationName, ...]) -> str:
    return ", ".join(qualified(name.schema, name.name) for name in names)


def _counted(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
