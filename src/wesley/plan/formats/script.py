"""`plan.sql`: the plan as a script that people read and psql runs."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

from wesley.changes.lock import Lock, RelationLock
from wesley.changes.statement import RelationName, Statement
from wesley.plan.formats.words import SEGMENTS, counted, printable, waiting
from wesley.plan.plan import Phase, Plan, Segment, SegmentKind, Step
from wesley.sql.text import qualified

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
_SETTINGS = (
    "SET client_encoding = 'UTF8';",
    "SET standard_conforming_strings = on;",
    "SET statement_timeout = 0;",
    "SET idle_in_transaction_session_timeout = 0;",
    "-- Rows that row-level security would hide make a statement fail instead of being passed over.",
    "SET row_security = off;",
)
_LINE_ENDS = re.compile(r"\r\n|\r|\n")


def script(plan: Plan) -> str:
    """The whole of `plan.sql`."""
    return "\n".join(_head(plan)) + "\n\n" + body(plan)


def body(plan: Plan) -> str:
    """`plan.sql` without its head."""
    parts = ("\n".join(_segment(number, segment, plan)) for number, segment in enumerate(plan.segments, start=1))
    return "\n\n".join(parts) + "\n"


def _head(plan: Plan) -> Iterator[str]:
    later = waiting(plan)
    yield f"-- A plan of {counted(len(plan.steps()), 'statement')} for PostgreSQL {plan.server}."
    if later and not plan.contract:
        yield f"-- The contract is for later, when the old application is gone: the last {counted(later, 'statement')},"
        yield "-- here as comments. Plan again then, from the database as it is, with `--contract`."
    yield "-- Run it with:  psql -X -v ON_ERROR_STOP=1 -d DATABASE -f FILE"
    yield "-- It stops at the first statement that fails or does not get its lock. What is committed then stays: plan"
    yield "-- again from the database as it is then, and run what is left."
    yield ""
    yield from _SETTINGS


def _segment(number: int, segment: Segment, plan: Plan) -> Iterator[str]:
    phase = "contract" if segment.phase is Phase.CONTRACT else "expand"
    lines = [f"-- Segment {number}, {phase}: {SEGMENTS[segment.kind]}"]
    if segment.kind is SegmentKind.TRANSACTION:
        lines += [_LOCK_TIMEOUT, "BEGIN;", *_steps(segment), "COMMIT;"]
    else:
        lines += [_NO_TIMEOUT, *_steps(segment)]
    waits = segment.phase is Phase.CONTRACT and not plan.contract
    # A carriage return ends a comment as a line feed does (PostgreSQL's scan.l).
    yield from (f"-- {line}".rstrip() for line in _LINE_ENDS.split("\n".join(lines))) if waits else lines


def _steps(segment: Segment) -> Iterator[str]:
    title = ""
    for step in segment.steps:
        yield from _step(step, title)
        title = step.title


def _step(step: Step, title_before: str) -> Iterator[str]:
    yield ""
    if step.title != title_before:
        yield f"-- {step.number}. {printable(step.title)}"
    statement = step.statement
    yield from _wrapped(statement.why)
    for lock in statement.locks:
        yield f"--   locks {printable(_lock(lock))}"
    if statement.rewrites:
        yield f"--   rewrites {printable(_names(statement.rewrites))}"
    if statement.scans:
        yield f"--   reads all of {printable(_names(statement.scans))}"
    if statement.loses:
        yield f"--   loses the data of {printable(', '.join(statement.loses))}"
    if statement.keeps:
        yield f"--   what is in it is kept in {printable(', '.join(statement.keeps))}"
    if statement.probe is not None:
        yield from _wrapped(f"fails if there are {statement.probe.meaning}; look beforehand with:")
        yield from (f"--     {line}" for line in _LINE_ENDS.split(statement.probe.query))
    yield from _sql(statement)


def _sql(statement: Statement) -> Iterator[str]:
    if statement.utc:
        yield "SET TimeZone = 'UTC';"
    yield statement.sql
    if statement.utc:
        yield "RESET TimeZone;"


def _wrapped(text: str) -> Iterator[str]:
    return (f"--   {printable(line)}" for line in textwrap.wrap(text, _WIDTH))


def _lock(lock: RelationLock) -> str:
    blocked = _BLOCKED.get(lock.mode)
    return f"{qualified(lock.schema, lock.name)}: {lock.mode.value}" + (f" ({blocked})" if blocked else "")


def _names(names: tuple[RelationName, ...]) -> str:
    return ", ".join(qualified(name.schema, name.name) for name in names)
