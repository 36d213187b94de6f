"""How a run behaves where the user has a choice."""

from __future__ import annotations

from msgspec import Struct


class Settings(Struct, frozen=True, kw_only=True):
    """How a run behaves. Durations are in seconds.

    Args:
        stall_budget: the longest time for which others may be made to wait by one request for a lock.
        patience: how long one lock, one standby or one lost server is waited for before the run stops.
        kill_blockers_after: age of a transaction from which a session that is in the way is terminated; None for never.
        max_lag: how far a standby may be behind before a backfill pauses.
        max_wal: bytes of WAL a second above which a backfill slows down; None for no limit.
        heartbeat: the longest time between two signs of life.
    """

    stall_budget: float = 0.1
    patience: float = 900.0
    kill_blockers_after: float | None = None
    max_lag: float = 10.0
    max_wal: int | None = None
    heartbeat: float = 30.0
