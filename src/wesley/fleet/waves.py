"""Which databases come next: one first, then twice as many each time."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct


class Task(Struct, frozen=True):
    """A database that is to be brought to the schema.

    Args:
        number: its place in the fleet.
        plan: digest of its plan.
    """

    number: int
    plan: str


def next_wave(waiting: Sequence[Task], proven: frozenset[str], width: int, workers: int) -> tuple[Task, ...]:
    """The databases that come next.

    Args:
        waiting: those that have not been begun, in their order.
        proven: the plans that were run to their end somewhere. A plan that was not is run on one database alone.
        width: how many may come together now.
        workers: how many may at most; where that many may, all the rest come, so many at a time.
    """
    canary = next((task for task in waiting if task.plan not in proven), None)
    if canary is not None:
        return (canary,)
    return tuple(waiting if width >= workers else waiting[:width])
