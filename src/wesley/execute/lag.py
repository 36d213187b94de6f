"""How far standbys are behind, in seconds, and how much WAL the server writes."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from wesley.postgres.session import Session

# A standby sends what it has replayed at least every wal_receiver_status_interval. Without pg_monitor or
# pg_read_all_stats only the process of a walsender can be seen (manual, pg_stat_replication).
_SEEN = """
SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint,
    pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint,
    r.pid, r.application_name, pg_wal_lsn_diff(r.replay_lsn, '0/0')::bigint,
    extract(epoch FROM r.replay_lag)::float8, r.state
FROM (SELECT) AS one LEFT JOIN pg_stat_replication r ON true
"""
_SENDING = ("streaming", "catchup")


class Standby(Struct, frozen=True, kw_only=True):
    """Somebody who replays the server's WAL.

    Args:
        pid: the server process that sends it.
        name: its application_name.
        replayed: up to which byte of the WAL it has replayed it.
        told: its `replay_lag` in seconds; None when it has told none.
    """

    pid: int
    name: str
    replayed: int
    told: float | None


class Seen(Struct, frozen=True, kw_only=True):
    """One look at a server.

    Args:
        at: when, in seconds of the clock.
        written: up to which byte it has written its WAL: no standby can have more.
        made: up to which byte it has made it; some may be in memory still.
        standbys: who replays it.
        hidden: True when there are some of which this role may see nothing.
    """

    at: float
    written: int
    made: int
    standbys: tuple[Standby, ...] = ()
    hidden: bool = False


def look(monitor: Session, now: float) -> Seen:
    """Look at the server and its standbys.

    Args:
        monitor: looks.
        now: the clock.
    """
    rows = monitor.rows(_SEEN)
    standbys = tuple(
        Standby(pid=pid, name=name or f"process {pid}", replayed=replayed, told=told)
        for _, _, pid, name, replayed, told, state in rows
        if state in _SENDING and replayed is not None
    )
    hidden = any(pid is not None and state is None for _, _, pid, _, _, _, state in rows)
    return Seen(at=now, written=int(rows[0][0]), made=int(rows[0][1]), standbys=standbys, hidden=hidden)


def behind(standby: Standby, seen: Sequence[Seen]) -> float:
    """For how many seconds a standby has not replayed what was written.

    `replay_lag` is none for a standby that has replayed nothing since it came, so what was seen here counts too: what
    it lacks was written at the earliest look that has more of the WAL than it has replayed.

    Args:
        standby: as the last look shows it.
        seen: the looks so far, in order.
    """
    if not seen or standby.replayed >= seen[-1].written:
        return 0.0
    lacking = next(one for one in seen if one.written > standby.replayed)
    return max(standby.told or 0.0, seen[-1].at - lacking.at)
