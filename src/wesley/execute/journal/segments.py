"""The segments of a plan in the journal: which are done, which one is next, where a backfill stands."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from wesley.execute.guard import fenced_off
from wesley.execute.journal.damaged import damaged
from wesley.execute.journal.decode import decode
from wesley.plan.formats.record import Line
from wesley.plan.plan import Phase, SegmentKind, Step
from wesley.postgres.session import Session
from wesley.problems.problem import ServerError


class Estimate(Struct, frozen=True, kw_only=True):
    """How long statements take, without waiting for locks.

    Args:
        least, most: seconds, of those of which the plan knows it.
        unknown: of how many it does not.
    """

    least: float
    most: float
    unknown: int

    @property
    def range(self) -> tuple[float | None, float | None]:
        """The fewest and the most seconds; None where nobody knows."""
        return (None, None) if self.unknown else (max(self.least, 0.0), max(self.most, 0.0))

    def minus(self, other: Estimate) -> Estimate:
        """Without some of the statements."""
        return Estimate(
            least=self.least - other.least, most=self.most - other.most, unknown=self.unknown - other.unknown
        )


NO_TIME = Estimate(least=0.0, most=0.0, unknown=0)


class Segment(Struct, frozen=True, kw_only=True):
    """A segment that is not done.

    Args:
        number: from 1.
        kind: how it is run.
        phase: expand or contract.
        steps: its statements.
        is_started: True when the intent to run it is in the journal, or a part of it is done.
        position: where a backfill stands, as JSON; empty at its start.
        estimate: how long it takes.
    """

    number: int
    kind: SegmentKind
    phase: Phase
    steps: tuple[Step, ...]
    is_started: bool = False
    position: str = ""
    estimate: Estimate = NO_TIME


class Progress(Struct, frozen=True, kw_only=True):
    """How far a plan is; those of the contract count only where it is run."""

    segments: int
    segments_done: int
    statements: int
    statements_done: int

    def and_done(self, segment: Segment) -> Progress:
        """When one more segment is done."""
        return replace(
            self,
            segments_done=self.segments_done + 1,
            statements_done=self.statements_done + len(segment.steps),
        )


_NEXT = """
SELECT g.segment, g.kind, g.phase, g.state, coalesce(g.position, ''), (
        SELECT array_agg(s.record ORDER BY s.number) FROM wesley.steps s
        WHERE s.plan = g.plan AND NOT s.back AND s.number BETWEEN g.first_step AND g.last_step
    )
FROM wesley.segments g
WHERE g.plan = %s AND g.segment > %s AND g.state <> 'done' AND (g.phase = 'expand' OR %s)
ORDER BY g.segment LIMIT 1
"""
_PROGRESS = """
SELECT count(*), count(*) FILTER (WHERE state = 'done'), coalesce(sum(last_step - first_step + 1), 0)::int,
    coalesce(sum(last_step - first_step + 1) FILTER (WHERE state = 'done'), 0)::int
FROM wesley.segments WHERE plan = %s AND (phase = 'expand' OR %s)
"""
_LEFT = """
SELECT coalesce(sum((s.record::json #>> '{report,duration,least}')::float8), 0),
    coalesce(sum((s.record::json #>> '{report,duration,most}')::float8), 0),
    count(*) FILTER (WHERE s.record::json #> '{report,duration,least}' IS NULL)
FROM wesley.segments g JOIN wesley.steps s ON s.plan = g.plan AND NOT s.back AND s.segment = g.segment
WHERE g.plan = %s AND g.state <> 'done' AND (g.phase = 'expand' OR %s)
"""
_STANDS = "SELECT segment, state, position FROM wesley.segments WHERE plan = %s AND state <> 'waiting'"
# The row of the fence is locked until the transaction ends, so nobody takes over between this and its COMMIT.
_DONE = """
UPDATE wesley.segments SET state = 'done', run = %s, token = %s, rows = rows + %s, position = NULL,
    started_at = coalesce(started_at, clock_timestamp()), ended_at = clock_timestamp()
WHERE plan = %s AND segment = %s AND EXISTS (SELECT FROM wesley.fence WHERE token = %s FOR SHARE)
"""
_STARTED = """
UPDATE wesley.segments SET state = 'started', run = %s, token = %s,
    started_at = coalesce(started_at, clock_timestamp())
WHERE plan = %s AND segment = %s AND EXISTS (SELECT FROM wesley.fence WHERE token = %s FOR SHARE)
"""
_MOVED = """
UPDATE wesley.segments SET state = 'started', run = %s, token = %s, position = %s, rows = rows + %s,
    started_at = coalesce(started_at, clock_timestamp())
WHERE plan = %s AND segment = %s AND EXISTS (SELECT FROM wesley.fence WHERE token = %s FOR SHARE)
"""


def next_segment(session: Session, plan: int, *, contract: bool, after: int = 0) -> Segment | None:
    """The first segment that is not done, with its statements; None when all are.

    Args:
        session: reads.
        plan: number of the plan.
        contract: whether the segments of the contract count.
        after: number of a segment up to which all are done.

    Raises:
        ServerError: it has none: somebody has changed the journal.
    """
    rows = session.rows(_NEXT, [plan, after, contract], prepare=True)
    if not rows:
        return None
    number, kind, phase, state, position, records = rows[0]
    if records is None:
        raise damaged(f"segment {number} of plan {plan} has no statements")
    lines = tuple(decode(text, Line) for text in records)
    return Segment(
        number=number,
        kind=SegmentKind(kind),
        phase=Phase(phase),
        steps=tuple(line.step for line in lines),
        is_started=state == "started",
        position=position,
        estimate=_estimate(lines),
    )


def _estimate(lines: tuple[Line, ...]) -> Estimate:
    known = [line.report.duration for line in lines]
    return Estimate(
        least=sum(one.least or 0.0 for one in known),
        most=sum(one.most or 0.0 for one in known),
        unknown=sum(one.least is None for one in known),
    )


def left(session: Session, plan: int, *, contract: bool) -> Estimate:
    """How long the segments take that are not done."""
    least, most, unknown = session.rows(_LEFT, [plan, contract])[0]
    return Estimate(least=least, most=most, unknown=unknown)


def progress(session: Session, plan: int, *, contract: bool) -> Progress:
    """How far a plan is."""
    return Progress(**dict(zip(Progress.__struct_fields__, session.rows(_PROGRESS, [plan, contract])[0], strict=True)))


def stands(session: Session, plan: int) -> object:
    """Where a plan stands, to be compared: another value when anything is done, a batch of a backfill too."""
    return sorted(session.rows(_STANDS, [plan]))


class Writer(Struct, frozen=True, kw_only=True):
    """Who writes into the journal: a run of a plan, with its token.

    Each method is one statement, to be called inside the transaction that it belongs to, and fails when another
    migrator has taken over.
    """

    plan: int
    run: str
    token: int

    def done(self, session: Session, segment: int, rows: int = 0) -> None:
        """A segment is done.

        Raises:
            ServerError: another migrator has taken over.
        """
        self._write(session, _DONE, [self.run, self.token, rows], segment)

    def started(self, session: Session, segment: int) -> None:
        """A segment that no transaction covers is about to run.

        Raises:
            ServerError: another migrator has taken over.
        """
        self._write(session, _STARTED, [self.run, self.token], segment)

    def moved(self, session: Session, segment: int, position: str, rows: int) -> None:
        """A batch of a backfill is done.

        Raises:
            ServerError: another migrator has taken over.
        """
        self._write(session, _MOVED, [self.run, self.token, position, rows], segment)

    def _write(self, session: Session, sql: str, values: list[object], segment: int) -> None:
        if session.change(sql, [*values, self.plan, segment, self.token], prepare=True) != 1:
            raise ServerError(fenced_off())
