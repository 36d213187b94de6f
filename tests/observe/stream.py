"""Streams of events as runs give them."""

from __future__ import annotations

from datetime import UTC, datetime

from wesley.observe.events import (
    BatchDone,
    Blocker,
    Checkpointed,
    Event,
    Heartbeat,
    LockRefused,
    Outcome,
    RunEnded,
    RunStarted,
    SegmentDone,
    SegmentStarted,
    StatementDone,
    StatementStarted,
    Verified,
)

AT = datetime(2026, 3, 1, 12, 0, 0, 123456, tzinfo=UTC)

BLOCKER = Blocker(pid=4711, user="app", application="psql", query="SELECT ?", age=12.3)


def run_started(*, done: int = 0) -> RunStarted:
    """A run of two segments and five statements, behind so many that are done."""
    return RunStarted(
        run="r-1",
        plan="3-1a2b3c4d",
        direction="forward",
        database="app at localhost:5432",
        server=180006,
        segments=2,
        statements=5,
        segments_done=done,
        statements_done=done,
    )


def segment_started(number: int, statements: int, kind: str = "transaction") -> SegmentStarted:
    """One of two segments."""
    return SegmentStarted(number=number, total=2, kind=kind, phase="expand", statements=statements)


def statement_started(number: int, title: str = "Add column age to public.users") -> StatementStarted:
    """A statement of plan 3."""
    return StatementStarted(statement=f"3/{number}", number=number, title=title, sql="ALTER TABLE ?")


def refused(attempt: int = 1, waited: float = 0.2) -> LockRefused:
    """A lock that somebody else holds."""
    return LockRefused(relations=("public.users",), attempt=attempt, waited=waited, pause=0.5, blockers=(BLOCKER,))


def ended(outcome: Outcome = Outcome.DONE, **why: str) -> RunEnded:
    """The end of a run after nine seconds."""
    return RunEnded(outcome=outcome, seconds=9.0, **why)


def whole_run() -> tuple[Event, ...]:
    """A run that waits once for a lock, then makes four changes, then fills a column, and is through."""
    changes = [
        event
        for number in range(1, 5)
        for event in (statement_started(number), StatementDone(statement=f"3/{number}", number=number, seconds=0.01))
    ]
    return (
        run_started(),
        segment_started(1, 4),
        refused(),
        *changes,
        SegmentDone(number=1, total=2, seconds=1.0, waited=0.7, held=0.04),
        Checkpointed(percent=80, stored=True),
        segment_started(2, 1, "backfill"),
        statement_started(5, "Fill age of public.users"),
        BatchDone(number=5, rows=1000, seconds=0.05, size=2000),
        BatchDone(number=5, rows=500, seconds=0.05, size=2000),
        StatementDone(statement="3/5", number=5, seconds=0.1, rows=1500),
        SegmentDone(number=2, total=2, seconds=0.2),
        Checkpointed(percent=100, stored=False),
        Heartbeat(elapsed=8.0, cpu=0.5, memory=80_000_000, backends=3, wal=4096),
        Verified(seconds=0.5),
        ended(),
    )
