"""A run in figures."""

from __future__ import annotations

from msgspec import Struct

CATEGORIES = ("parse", "validation", "planning", "execution", "resource")
RUNNING = "running"


class Metrics(Struct, frozen=True, kw_only=True):
    """A run in figures. Durations are in seconds; what is counted is what this run has done.

    Args:
        stall_budget: above it, keeping others waiting is a stall.
        run, plan, database, direction, server: as `RunStarted` has them.
        outcome: `running`, then how it ended.
        duration: from the start of the run to its end, or to its last sign of life.
        segments_total, segments_done, statements_total, statements_done: of the plan, earlier runs included.
        segments, operations: segments and statements that are committed.
        begun: statements that were begun, each attempt counted.
        lock_waited: waiting for locks in segments that are done.
        lock_waiting, held_up: waiting in the segment that is under way: in attempts, and for holders since the last.
        lock_refusals: attempts that got no lock in time.
        retries: whatever was tried again, refused locks included.
        rows, batches: of backfills and other statements.
        batched: rows of the batches of the statement that is under way.
        pauses, paused: how often and how long a backfill waited for others.
        stalls, longest_stall: waits of others above the budget, and the longest of all.
        errors: how many of each category, what passed when tried again included.
        reconnects, cleanups, blockers_ended, warnings: how often.
        checkpoints, checkpoints_stored: how many there were, and of how many the local file could be written.
        cpu, memory, backends, wal: as `Heartbeat` has them.
        size: statements of the segment that is under way.
    """

    stall_budget: float = 0.1
    run: str = ""
    plan: str = ""
    database: str = ""
    direction: str = ""
    server: int = 0
    outcome: str = RUNNING
    duration: float = 0.0
    segments_total: int = 0
    segments_done: int = 0
    statements_total: int = 0
    statements_done: int = 0
    segments: int = 0
    operations: int = 0
    begun: int = 0
    lock_waited: float = 0.0
    lock_waiting: float = 0.0
    held_up: float = 0.0
    lock_refusals: int = 0
    retries: int = 0
    rows: int = 0
    batches: int = 0
    batched: int = 0
    pauses: int = 0
    paused: float = 0.0
    stalls: int = 0
    longest_stall: float = 0.0
    errors: tuple[tuple[str, int], ...] = tuple((category, 0) for category in CATEGORIES)
    reconnects: int = 0
    cleanups: int = 0
    blockers_ended: int = 0
    warnings: int = 0
    checkpoints: int = 0
    checkpoints_stored: int = 0
    cpu: float = 0.0
    memory: int = 0
    backends: int = 0
    wal: int = 0
    size: int = 0

    @property
    def lock_wait(self) -> float:
        """Seconds of waiting for locks, those of the segment under way included."""
        return self.lock_waited + self.lock_waiting + self.held_up

    @property
    def error_rates(self) -> tuple[tuple[str, float], ...]:
        """Errors of each category for each statement that was begun."""
        return tuple((category, number / max(self.begun, 1)) for category, number in self.errors)

    @property
    def checkpoint_success_rate(self) -> float:
        """The part of the checkpoints whose local file could be written; 1 when there was none."""
        return self.checkpoints_stored / self.checkpoints if self.checkpoints else 1.0
