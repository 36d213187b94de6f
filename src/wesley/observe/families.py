"""What figures are called where they are collected: metric families with their samples."""

from __future__ import annotations

from msgspec import Struct

from wesley.observe.events import Outcome
from wesley.observe.metrics import RUNNING, Metrics

COUNTER, GAUGE, INFO, STATE_SET = "counter", "gauge", "info", "stateset"

Labels = tuple[tuple[str, str], ...]


class Family(Struct, frozen=True, kw_only=True):
    """One metric.

    Args:
        name: with its unit at the end, where it has one; without the suffix of its kind.
        kind: `counter`, `gauge`, `info` or `stateset`, as OpenMetrics 1.0 has them.
        unit: `seconds`, `bytes`, `ratio` or nothing.
        help: a sentence.
        samples: labels and value of each.
    """

    name: str
    kind: str
    unit: str = ""
    help: str
    samples: tuple[tuple[Labels, float], ...]


def families(metrics: Metrics) -> tuple[Family, ...]:
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
        _gauge("wesley_run_duration_seconds", "seconds", "How long the migration takes.", metrics.duration),
        _gauge("wesley_plan_segments", "", "Segments of the plan.", metrics.segments_total),
        _gauge("wesley_plan_segments_done", "", "Segments of the plan that are done.", metrics.segments_done),
        _gauge("wesley_plan_statements", "", "Statements of the plan.", metrics.statements_total),
        _gauge("wesley_plan_statements_done", "", "Statements of the plan that are done.", metrics.statements_done),
    )


def _work(metrics: Metrics) -> tuple[Family, ...]:
    return (
        _counter("wesley_segments", "", "Segments that this run has committed.", metrics.segments),
        _counter("wesley_operations", "", "Statements that this run has committed.", metrics.operations),
        _counter("wesley_statements_begun", "", "Statements begun, each attempt counted.", metrics.begun),
        _counter("wesley_rows", "", "Rows that were changed.", metrics.rows),
        _counter("wesley_batches", "", "Batches of backfills.", metrics.batches),
        Family(
            name="wesley_checkpoints",
            kind=COUNTER,
            help="Local checkpoints.",
            samples=(
                ((("result", "stored"),), metrics.checkpoints_stored),
                ((("result", "failed"),), metrics.checkpoints - metrics.checkpoints_stored),
            ),
        ),
        _gauge(
            "wesley_checkpoint_success_ratio",
            "ratio",
            "The part of the local checkpoints that could be written.",
            metrics.checkpoint_success_rate,
        ),
    )


def _waiting(metrics: Metrics) -> tuple[Family, ...]:
    return (
        _counter("wesley_lock_wait_seconds", "seconds", "Time spent waiting for locks.", metrics.lock_wait),
        _counter("wesley_lock_refusals", "", "Attempts that got no lock in time.", metrics.lock_refusals),
        _counter("wesley_stalls", "", "Times that others had to wait above the budget.", metrics.stalls),
        _gauge("wesley_longest_stall_seconds", "seconds", "The longest wait of others.", metrics.longest_stall),
        _counter("wesley_pauses", "", "Times that a backfill let others catch up.", metrics.pauses),
        _counter("wesley_paused_seconds", "seconds", "Time of those pauses.", metrics.paused),
    )


def _trouble(metrics: Metrics) -> tuple[Family, ...]:
    return (
        _counter("wesley_retries", "", "What was tried again.", metrics.retries),
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
        _counter("wesley_reconnects", "", "Connections that were lost and made again.", metrics.reconnects),
        _counter("wesley_cleanups", "", "Leftovers that were taken away.", metrics.cleanups),
        _counter("wesley_blockers_ended", "", "Sessions that were terminated on request.", metrics.blockers_ended),
        _counter("wesley_warnings", "", "Warnings.", metrics.warnings),
    )


def _resources(metrics: Metrics) -> tuple[Family, ...]:
    return (
        _counter("wesley_cpu_seconds", "seconds", "CPU time of this process.", metrics.cpu),
        _gauge("wesley_memory_peak_bytes", "bytes", "Memory of this process at its peak.", metrics.memory),
        _gauge("wesley_backends", "", "Server processes of this run.", metrics.backends),
        _counter("wesley_wal_bytes", "bytes", "WAL that the server wrote since the run began.", metrics.wal),
    )


def _counter(name: str, unit: str, text: str, value: float) -> Family:
    return Family(name=name, kind=COUNTER, unit=unit, help=text, samples=(((), value),))


def _gauge(name: str, unit: str, text: str, value: float) -> Family:
    return Family(name=name, kind=GAUGE, unit=unit, help=text, samples=(((), value),))
