"""The figures of a run, as they are called where they are collected."""

from __future__ import annotations

from wesley.observe.events import Outcome
from wesley.observe.family import COUNTER, GAUGE, INFO, STATE_SET, Family, counter, gauge
from wesley.observe.metrics import RUNNING, Metrics


def run_families(metrics: Metrics) -> tuple[Family, ...]:
    """All figures of a run."""
    return (*_run(metrics), *_work(metrics), *_waiting(metrics), *_trouble(metrics), *_resources(metrics))


def _run(metrics: Metrics) -> tuple[Family, ...]:
    labels = (
        ("run", metrics.run),
        ("plan", metrics.plan),
        ("database", metrics.database),
        ("direction", metrics.direction),
        ("server", str(metrics.server)),
    )
    states = tuple(
        ((("wesley_run_outcome", name),), float(name == metrics.outcome)) for name in (RUNNING, *map(str, Outcome))
    )
    return (
        Family(name="wesley_run", kind=INFO, help="The run, its plan and its database.", samples=((labels, 1),)),
        Family(name="wesley_run_outcome", kind=STATE_SET, help="How the run ended, or that it runs.", samples=states),
        gauge("wesley_run_duration_seconds", "seconds", "How long the migration takes.", metrics.duration),
        gauge("wesley_plan_segments", "", "Segments of the plan.", metrics.segments_total),
        gauge("wesley_plan_segments_done", "", "Segments of the plan that are done.", metrics.segments_done),
        gauge("wesley_plan_statements", "", "Statements of the plan.", metrics.statements_total),
        gauge("wesley_plan_statements_done", "", "Statements of the plan that are done.", metrics.statements_done),
    )


def _work(metrics: Metrics) -> tuple[Family, ...]:
    return (
        counter("wesley_segments", "", "Segments that this run has committed.", metrics.segments),
        counter("wesley_operations", "", "Statements that this run has committed.", metrics.operations),
        counter("wesley_statements_begun", "", "Statements begun, each attempt counted.", metrics.begun),
        counter("wesley_rows", "", "Rows that were changed.", metrics.rows),
        counter("wesley_batches", "", "Batches of backfills.", metrics.batches),
        Family(
            name="wesley_checkpoints",
            kind=COUNTER,
            help="Local checkpoints.",
            samples=(
                ((("result", "stored"),), metrics.checkpoints_stored),
                ((("result", "failed"),), metrics.checkpoints - metrics.checkpoints_stored),
            ),
        ),
        gauge(
            "wesley_checkpoint_success_ratio",
            "ratio",
            "The part of the local checkpoints that could be written.",
            metrics.checkpoint_success_rate,
        ),
    )


def _waiting(metrics: Metrics) -> tuple[Family, ...]:
    return (
        counter("wesley_lock_wait_seconds", "seconds", "Time spent waiting for locks.", metrics.lock_wait),
        counter("wesley_lock_refusals", "", "Attempts that got no lock in time.", metrics.lock_refusals),
        counter("wesley_stalls", "", "Times that others had to wait above the budget.", metrics.stalls),
        gauge("wesley_longest_stall_seconds", "seconds", "The longest wait of others.", metrics.longest_stall),
        counter("wesley_pauses", "", "Times that a backfill let others catch up.", metrics.pauses),
        counter("wesley_paused_seconds", "seconds", "Time of those pauses.", metrics.paused),
    )


def _trouble(metrics: Metrics) -> tuple[Family, ...]:
    return (
        counter("wesley_retries", "", "What was tried again.", metrics.retries),
        Family(
            name="wesley_errors",
            kind=COUNTER,
            help="Errors by category, what passed included.",
            samples=tuple(((("category", name),), number) for name, number in metrics.errors),
        ),
        Family(
            name="wesley_error_ratio",
            kind=GAUGE,
            unit="ratio",
            help="Errors by category for each statement begun.",
            samples=tuple(((("category", name),), rate) for name, rate in metrics.error_rates),
        ),
        counter("wesley_reconnects", "", "Connections that were lost and made again.", metrics.reconnects),
        counter("wesley_cleanups", "", "Leftovers that were taken away.", metrics.cleanups),
        counter("wesley_blockers_ended", "", "Sessions that were terminated on request.", metrics.blockers_ended),
        counter("wesley_warnings", "", "Warnings.", metrics.warnings),
    )


def _resources(metrics: Metrics) -> tuple[Family, ...]:
    return (
        counter("wesley_cpu_seconds", "seconds", "CPU time of this process.", metrics.cpu),
        gauge("wesley_memory_peak_bytes", "bytes", "Memory of this process at its peak.", metrics.memory),
        gauge("wesley_backends", "", "Server processes of this run.", metrics.backends),
        counter("wesley_wal_bytes", "bytes", "WAL that the server wrote since the run began.", metrics.wal),
    )
