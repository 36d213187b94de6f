"""Events folded into figures."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from wesley.observe import events as of
from wesley.observe.metrics import Metrics


def after(metrics: Metrics, event: of.Event) -> Metrics:
    """The figures after one more event."""
    fold = _FOLDS.get(type(event))
    return metrics if fold is None else fold(metrics, event)


def _run_started(metrics: Metrics, event: of.RunStarted) -> Metrics:
    return Metrics(
        stall_budget=metrics.stall_budget,
        run=event.run,
        plan=event.plan,
        database=event.database,
        direction=event.direction,
        server=event.server,
        segments_total=event.segments_done + event.segments,
        segments_done=event.segments_done,
        statements_total=event.statements_done + event.statements,
        statements_done=event.statements_done,
    )


def _segment_started(metrics: Metrics, event: of.SegmentStarted) -> Metrics:
    return replace(metrics, size=event.statements)


def _segment_done(metrics: Metrics, event: of.SegmentDone) -> Metrics:
    return replace(
        _stalled(metrics, event.held),
        segments=metrics.segments + 1,
        segments_done=metrics.segments_done + 1,
        operations=metrics.operations + metrics.size,
        statements_done=metrics.statements_done + metrics.size,
        lock_waited=metrics.lock_waited + event.waited,
        lock_waiting=0.0,
        held_up=0.0,
        size=0,
    )


def _statement_started(metrics: Metrics, _event: of.StatementStarted) -> Metrics:
    return replace(metrics, begun=metrics.begun + 1, batched=0)


def _statement_done(metrics: Metrics, event: of.StatementDone) -> Metrics:
    """The rows of a statement may have been told batch by batch."""
    return replace(metrics, rows=metrics.rows + max(event.rows - metrics.batched, 0), batched=0)


def _batch_done(metrics: Metrics, event: of.BatchDone) -> Metrics:
    return replace(
        metrics,
        rows=metrics.rows + event.rows,
        batched=metrics.batched + event.rows,
        batches=metrics.batches + 1,
    )


def _lock_refused(metrics: Metrics, event: of.LockRefused) -> Metrics:
    return replace(
        _failed(_stalled(metrics, event.waited), "resource"),
        lock_waiting=metrics.lock_waiting + metrics.held_up + event.waited + event.pause,
        held_up=0.0,
        lock_refusals=metrics.lock_refusals + 1,
        retries=metrics.retries + 1,
    )


def _holders_seen(metrics: Metrics, event: of.HoldersSeen) -> Metrics:
    return replace(metrics, held_up=event.waiting)


def _retried(metrics: Metrics, _event: of.Retried) -> Metrics:
    return replace(_failed(metrics, "resource"), retries=metrics.retries + 1)


def _reconnected(metrics: Metrics, _event: of.Reconnected) -> Metrics:
    return replace(_failed(metrics, "resource"), reconnects=metrics.reconnects + 1)


def _paused(metrics: Metrics, _event: of.Paused) -> Metrics:
    return replace(metrics, pauses=metrics.pauses + 1)


def _continued(metrics: Metrics, event: of.Continued) -> Metrics:
    return replace(metrics, paused=metrics.paused + event.seconds)


def _blocker_ended(metrics: Metrics, _event: of.BlockerEnded) -> Metrics:
    return replace(metrics, blockers_ended=metrics.blockers_ended + 1)


def _cleaned_up(metrics: Metrics, _event: of.CleanedUp) -> Metrics:
    return replace(metrics, cleanups=metrics.cleanups + 1)


def _warned(metrics: Metrics, _event: of.Warned) -> Metrics:
    return replace(metrics, warnings=metrics.warnings + 1)


def _checkpointed(metrics: Metrics, event: of.Checkpointed) -> Metrics:
    return replace(
        metrics,
        checkpoints=metrics.checkpoints + 1,
        checkpoints_stored=metrics.checkpoints_stored + event.stored,
    )


def _heartbeat(metrics: Metrics, event: of.Heartbeat) -> Metrics:
    return replace(
        metrics,
        duration=max(metrics.duration, event.elapsed),
        cpu=event.cpu,
        memory=event.memory,
        backends=event.backends,
        wal=max(metrics.wal, event.wal),
    )


def _run_ended(metrics: Metrics, event: of.RunEnded) -> Metrics:
    ended = _failed(metrics, event.category) if event.category else metrics
    return replace(ended, outcome=str(event.outcome), duration=event.seconds)


def _stalled(metrics: Metrics, seconds: float) -> Metrics:
    return replace(
        metrics,
        stalls=metrics.stalls + (seconds > metrics.stall_budget),
        longest_stall=max(metrics.longest_stall, seconds),
    )


def _failed(metrics: Metrics, category: str) -> Metrics:
    return replace(metrics, errors=tuple((name, number + (name == category)) for name, number in metrics.errors))


_FOLDS: dict[type[of.Event], Callable[[Metrics, Any], Metrics]] = {
    of.RunStarted: _run_started,
    of.SegmentStarted: _segment_started,
    of.SegmentDone: _segment_done,
    of.StatementStarted: _statement_started,
    of.StatementDone: _statement_done,
    of.BatchDone: _batch_done,
    of.LockRefused: _lock_refused,
    of.HoldersSeen: _holders_seen,
    of.Retried: _retried,
    of.Reconnected: _reconnected,
    of.Paused: _paused,
    of.Continued: _continued,
    of.BlockerEnded: _blocker_ended,
    of.CleanedUp: _cleaned_up,
    of.Warned: _warned,
    of.Checkpointed: _checkpointed,
    of.Heartbeat: _heartbeat,
    of.RunEnded: _run_ended,
}
