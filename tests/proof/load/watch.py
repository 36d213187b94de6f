"""Which locks a migration holds and asks for, seen from outside."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from msgspec import Struct

from wesley.postgres.session import session

_MODES = ("ShareLock", "ShareRowExclusiveLock", "ExclusiveLock", "AccessExclusiveLock")
# The two views are read one after the other: what began after the statement may not have the locks of before.
_LOCKS = """
SELECT l.granted, a.query FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
WHERE l.relation = 'orders'::regclass AND a.application_name ~ '^wesley .* worker$' AND l.mode = ANY (%s)
    AND a.xact_start < statement_timestamp()
"""
_PAUSE = 0.002


class Seen(Struct, frozen=True):
    """A lock of the migration that readers or writers wait for: whether it had it, when, and what it ran."""

    granted: bool
    at: float
    query: str


@contextmanager
def watched(conninfo: str) -> Iterator[list[Seen]]:
    """Look all the time, for a `with` block; what is seen is in the list."""
    seen: list[Seen] = []
    stopping = Event()

    def look() -> None:
        with session(conninfo) as own:
            while not stopping.wait(_PAUSE):
                now = time.monotonic()
                seen.extend(Seen(granted, now, query) for granted, query in own.rows(_LOCKS, [list(_MODES)]))

    thread = Thread(target=look)
    thread.start()
    try:
        yield seen
    finally:
        stopping.set()
        thread.join()
