"""Run what is not done of a plan, segment by segment. To begin and to go on after a crash are the same."""

from __future__ import annotations

from collections.abc import Callable

from wesley.execute.heartbeat import Pulse
from wesley.execute.journal.segments import Estimate, Progress, Segment, left, next_segment, progress, stands
from wesley.execute.recover import persistently
from wesley.execute.run import Done, Run
from wesley.execute.run_backfill import run_backfill
from wesley.execute.run_concurrent import run_concurrent
from wesley.execute.run_transaction import run_transaction
from wesley.execute.run_validation import run_validation
from wesley.observe.events import SegmentDone, SegmentStarted
from wesley.plan.plan import SegmentKind

_RUNNERS: dict[SegmentKind, Callable[[Run, Segment], Done]] = {
    SegmentKind.TRANSACTION: run_transaction,
    SegmentKind.VALIDATION: run_validation,
    SegmentKind.CONCURRENT: run_concurrent,
    SegmentKind.BACKFILL: run_backfill,
}

Mark = Callable[[Progress], None]
"""Called after each segment, when it is committed and in the journal."""


def go_on(run: Run, *, contract: bool, mark: Mark) -> None:
    """Run every segment that is not done.

    Args:
        run: the run, which holds the advisory lock.
        contract: whether the segments of the contract are run too.
        mark: told how far it is after each segment.

    Raises:
        ServerError: it cannot go on; the segments before are done and in the journal.
    """
    plan = run.writer.plan
    persistently(
        run,
        lambda: _segments(run, contract=contract, mark=mark),
        lambda: stands(run.connections.monitor, plan),
    )


def _segments(run: Run, *, contract: bool, mark: Mark) -> None:
    worker, plan, pulse = run.connections.worker, run.writer.plan, Pulse(run)
    now, after, then = progress(worker, plan, contract=contract), 0, left(worker, plan, contract=contract)
    while (segment := next_segment(worker, plan, contract=contract, after=after)) is not None:
        began, then = run.clock.now(), then.minus(segment.estimate)
        run.emit(_begins(segment, now.segments, then))
        done = _RUNNERS[segment.kind](run, segment)
        run.emit(
            SegmentDone(
                number=segment.number,
                total=now.segments,
                seconds=run.clock.now() - began,
                waited=done.waited,
                held=done.held,
            )
        )
        after, now = segment.number, now.and_done(segment)
        mark(now)
        pulse.beat()
    # What a run has cost is told at its end, too, however short it was.
    pulse.give()


def _begins(segment: Segment, total: int, then: Estimate) -> SegmentStarted:
    (fastest, slowest), (then_fastest, then_slowest) = segment.estimate.range, then.range
    return SegmentStarted(
        number=segment.number,
        total=total,
        kind=segment.kind,
        phase=segment.phase,
        statements=len(segment.steps),
        fastest=fastest,
        slowest=slowest,
        then_fastest=then_fastest,
        then_slowest=then_slowest,
    )
