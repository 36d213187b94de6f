"""Which locks a migration holds and asks for, seen from outside."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from msgspec import Struct

from wesley.postgres.session import session

_MODES = ("ShareLock", "ShareRowExclusiveLock", "ExclusiveLock", "AccessExclusiveLock")
# The locks first, then what their holder does: in a transaction that is older than this look, so it is the one of then.
_LOCKS = """
WITH held AS MATERIALIZED (
    SELECT l.pid, l.granted FROM pg_locks l
    WHERE l.locktype = 'relation' AND l.relation = 'orders'::regclass AND l.mode = ANY (%s)
)
SELECT held.granted, a.query FROM held, LATERAL pg_stat_get_activity(held.pid) a
WHERE a.application_name ~ '^wesley .* worker$' AND a.xact_start < statement_timestamp()
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
