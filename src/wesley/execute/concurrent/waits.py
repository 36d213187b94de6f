"""Who waits for whom on the server, whatever the kind of lock."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from wesley.execute.holders import blocker
from wesley.observe.events import Blocker
from wesley.postgres.session import Session

# pg_locks shows every role who waits; what others wait for in pg_stat_activity is for the privileged.
_WAITS = """
SELECT waiting.pid, pg_blocking_pids(waiting.pid)
FROM (SELECT DISTINCT l.pid FROM pg_locks l WHERE NOT l.granted AND l.pid IS NOT NULL) AS waiting
"""
_SESSIONS = """
SELECT a.pid, coalesce(a.usename, ''), coalesce(a.application_name, ''), coalesce(a.query, ''),
    coalesce(extract(epoch FROM clock_timestamp() - a.xact_start), 0)::float8, coalesce(a.backend_type, '')
FROM pg_stat_activity a WHERE a.pid = ANY (%s) ORDER BY a.xact_start
"""
# pg_blocking_pids() gives this for a prepared transaction (manual, "Session Information Functions").
_PREPARED = 0


class Waits(Struct, frozen=True):
    """The processes that each waiting process waits for.

    Args:
        blockers: by process.
    """

    blockers: dict[int, tuple[int, ...]]

    def of(self, pid: int) -> tuple[int, ...]:
        """What a process waits for; nothing when it does not wait."""
        return self.blockers.get(pid, ())

    def behind(self, pids: Iterable[int]) -> tuple[int, ...]:
        """Those who wait for one of these."""
        wanted = set(pids)
        return tuple(sorted(pid for pid, found in self.blockers.items() if wanted.intersection(found)))

    def chain(self, pid: int) -> frozenset[int]:
        """All that a process waits for, directly or because those wait in turn."""
        found: set[int] = set()
        ahead = list(self.of(pid))
        while ahead:
            next_one = ahead.pop()
            if next_one not in found:
                found.add(next_one)
                ahead.extend(self.of(next_one))
        return frozenset(found)


def waits(monitor: Session) -> Waits:
    """Who waits now."""
    return Waits({pid: tuple(sorted(set(blockers))) for pid, blockers in monitor.rows(_WAITS)})


def sessions(monitor: Session, pids: Iterable[int]) -> tuple[Blocker, ...]:
    """Processes as people know them, the oldest transaction first; those that are gone are left out."""
    wanted = sorted(set(pids))
    found = tuple(blocker(*row) for row in monitor.rows(_SESSIONS, [wanted]))
    prepared = Blocker(pid=0, user="", application="", query="", age=0.0, kind="prepared transaction")
    return (*found, prepared) if _PREPARED in wanted else found
