"""From single changes to bursts: a save, a branch switch or a formatter's run is one."""

from __future__ import annotations

from collections.abc import Callable, Iterator

Take = Callable[[float | None], frozenset[str]]
"""Wait for changed paths, for so many seconds at most or for as long as it takes; empty when time is up."""

LONGEST_SECONDS = 2.0
"""A burst that does not end is cut after this time, or after some debounces where those are long."""

_DEBOUNCES = 5


def bursts(take: Take, clock: Callable[[], float], debounce: float) -> Iterator[frozenset[str]]:
    """The paths that changed, burst by burst: each is over when nothing has changed for a while.

    Args:
        take: gives changes.
        clock: seconds since some moment.
        debounce: how long nothing must have changed, in seconds.
    """
    while True:
        changed = take(None)
        if changed:
            yield _until_quiet(changed, take, clock, debounce)


def _until_quiet(changed: frozenset[str], take: Take, clock: Callable[[], float], debounce: float) -> frozenset[str]:
    end = clock() + max(LONGEST_SECONDS, _DEBOUNCES * debounce)
    while (left := end - clock()) > 0:
        more = take(min(debounce, left))
        if not more:
            break
        changed |= more
    return changed
