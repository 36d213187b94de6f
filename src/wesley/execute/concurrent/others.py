"""Before the first look at the catalog: let other schema changes on the same table come to their end."""

from __future__ import annotations

from wesley.changes.lock import Lock, RelationLock
from wesley.execute.first_seen import FirstSeen
from wesley.execute.heartbeat import Pulse
from wesley.execute.holders import Holder, holders
from wesley.execute.locks import end_blockers, names_of, not_obtained
from wesley.execute.run import Run
from wesley.observe.events import Blocker, HoldersSeen
from wesley.problems.problem import ServerError

_LOOK_SECONDS = 0.1
_TELL_SECONDS = 5.0
# It gives way to who waits for SHARE UPDATE EXCLUSIVE, unless it works against wraparound; then the watch tells.
_VACUUM = "autovacuum worker"


def others(run: Run, schema: str, table: str) -> tuple[Blocker, ...]:
    """Who changes a table right now, or builds an index on it; an autovacuum is left out."""
    return tuple(one.blocker for one in _holding(run, schema, table))


def _holding(run: Run, schema: str, table: str) -> tuple[Holder, ...]:
    found = holders(run.connections.monitor, _locks(schema, table), run.connections.pids())
    return tuple(one for one in found if one.blocker.kind != _VACUUM)


def wait_for_others(run: Run, schema: str, table: str) -> float:
    """Wait until nobody else changes a table or builds an index on it; gives the seconds of waiting.

    Two concurrent builds on one table end in a deadlock, and either may be the one that dies (measured on 12 to 18).

    Args:
        run: the run.
        schema, table: the table or materialized view.

    Raises:
        ServerError: they do not end for as long as the run is patient.
    """
    locks = _locks(schema, table)
    began, pulse, memory = run.clock.now(), Pulse(run), FirstSeen()
    told_at: float | None = None
    while True:
        holding, now = _holding(run, schema, table), run.clock.now()
        found = memory.aged(holding, now)
        if not found:
            return now - began
        end_blockers(run, found)
        if now - began >= run.settings.patience:
            raise ServerError(not_obtained(locks, found))
        if told_at is None or now - told_at >= _TELL_SECONDS:
            run.emit(HoldersSeen(relations=names_of(locks), blockers=found, waiting=now - began))
            told_at = now
        pulse.beat()
        run.clock.sleep(run.clock.jitter(_LOOK_SECONDS))


def _locks(schema: str, table: str) -> tuple[RelationLock, ...]:
    return (RelationLock(schema=schema, name=table, mode=Lock.SHARE_UPDATE_EXCLUSIVE),)
