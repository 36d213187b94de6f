"""Who holds a lock that is in the way of another one."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from wesley.changes.lock import Lock, RelationLock
from wesley.observe.events import Blocker
from wesley.postgres.session import Session
from wesley.sql.redact import redacted
from wesley.sql.text import qualified

_SHOWN = 200
# Table 13.2 of the manual, "Conflicting Lock Modes".
_CONFLICTS = {
    Lock.ACCESS_SHARE: (Lock.ACCESS_EXCLUSIVE,),
    Lock.ROW_SHARE: (Lock.EXCLUSIVE, Lock.ACCESS_EXCLUSIVE),
    Lock.ROW_EXCLUSIVE: tuple(Lock)[4:],
    Lock.SHARE_UPDATE_EXCLUSIVE: tuple(Lock)[3:],
    Lock.SHARE: (Lock.ROW_EXCLUSIVE, Lock.SHARE_UPDATE_EXCLUSIVE, *tuple(Lock)[5:]),
    Lock.SHARE_ROW_EXCLUSIVE: tuple(Lock)[2:],
    Lock.EXCLUSIVE: tuple(Lock)[1:],
    Lock.ACCESS_EXCLUSIVE: tuple(Lock),
}
# Without pg_monitor the server hides what kind a process is, but not that it works for no role, as a vacuum does that
# nobody asked for (measured on 15).
_HOLDERS = """
SELECT coalesce(l.pid, 0), coalesce(a.usename, ''), coalesce(a.application_name, ''), coalesce(a.query, ''),
    coalesce(extract(epoch FROM clock_timestamp() - a.xact_start), 0)::float8,
    CASE WHEN l.pid IS NULL THEN 'prepared transaction'
        WHEN a.backend_type IS NULL AND a.usesysid IS NULL AND l.mode = 'ShareUpdateExclusiveLock'
            THEN 'autovacuum worker'
        ELSE coalesce(a.backend_type, '') END,
    concat_ws(' ', l.pid, l.virtualtransaction), a.xact_start IS NOT NULL
FROM unnest(%s::text[], %s::text[]) AS asked (relation, mode)
    JOIN pg_locks l ON l.relation = to_regclass(asked.relation) AND l.mode = asked.mode
    LEFT JOIN pg_stat_activity a ON a.pid = l.pid
WHERE l.locktype = 'relation' AND l.granted AND (l.pid IS NULL OR l.pid <> ALL (%s))
    AND l.database = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())
ORDER BY 5 DESC
"""


class Holder(Struct, frozen=True, kw_only=True):
    """Who holds a lock.

    Args:
        blocker: as people may know it; its age is 0 where its beginning may not be seen.
        transaction: its process and its virtual transaction, which nobody else has meanwhile.
        is_timed: whether its beginning may be seen.
    """

    blocker: Blocker
    transaction: str
    is_timed: bool


def holders(monitor: Session, locks: Sequence[RelationLock], ours: Sequence[int]) -> tuple[Holder, ...]:
    """Who holds a lock that conflicts with one of these, the oldest transaction first.

    Args:
        monitor: looks.
        locks: what is wanted.
        ours: the server processes of this run.
    """
    asked = [(qualified(lock.schema, lock.name), word) for lock in locks for word in _words(lock.mode)]
    if not asked:
        return ()
    rows = monitor.rows(_HOLDERS, [[name for name, _ in asked], [word for _, word in asked], list(ours)], prepare=True)
    found = {row[6]: row for row in reversed(rows)}
    return tuple(
        Holder(blocker=blocker(*row[:6]), transaction=row[6], is_timed=row[7])
        for row in sorted(found.values(), key=lambda row: -row[4])
    )


def blocker(pid: int, user: str, application: str, query: str, age: float, kind: str) -> Blocker:
    """Another session as people may know it: its query without literals, and not all of a long one."""
    return Blocker(pid=pid, user=user, application=application, query=redacted(query)[:_SHOWN], age=age, kind=kind)


def _words(mode: Lock) -> tuple[str, ...]:
    """The modes that conflict, as pg_locks spells them: `AccessExclusiveLock`."""
    return tuple(other.value.title().replace(" ", "") + "Lock" for other in _CONFLICTS[mode])


def told(blockers: Sequence[Blocker]) -> str:
    """Blockers as text for a message."""
    return "; ".join(
        f"process {one.pid} of {one.user or 'an unknown role'} ({one.application or one.kind}), "
        f"{one.age:.1f} s: {one.query or 'its query may not be seen'}"
        for one in blockers
    )
