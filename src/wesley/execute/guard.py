"""One migrator at a time: a session-level advisory lock, asked for without waiting, and a token that fences off others.

A migrator that waited in `pg_advisory_lock()` would hold a snapshot, for which the concurrent builds of the one that
has the lock wait in turn (measured on 12 to 18; see docs/adr/0015).
"""

from __future__ import annotations

from wesley.execute.clock import Clock
from wesley.execute.codes import FENCED_OFF, OTHER_RUN
from wesley.execute.journal.damaged import damaged
from wesley.postgres.session import Session
from wesley.problems.problem import Problem, ServerError

# "wesley" in ASCII. Advisory locks belong to one database, so that every database has one of its own.
KEY = 0x7765736C6579
_POLL_SECONDS = 0.25
_HOLDER = """
SELECT a.pid, a.usename, a.application_name, coalesce(host(a.client_addr), 'a local socket'),
    coalesce(date_trunc('second', a.backend_start)::text, '')
FROM pg_locks l JOIN pg_stat_activity a USING (pid)
WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
    AND l.database = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())
    AND (l.classid::bigint << 32) | l.objid::bigint = %s
"""


def take(guard: Session, clock: Clock, patience: float) -> None:
    """Take the lock, asking again and again with pauses.

    Args:
        guard: the connection that will hold it.
        clock: time.
        patience: how many seconds to ask; 0 for once.

    Raises:
        ServerError: another migrator holds it; the message names it.
    """
    until = clock.now() + patience
    while not guard.rows("SELECT pg_try_advisory_lock(%s)", [KEY])[0][0]:
        if clock.now() >= until:
            raise ServerError(_taken(guard))
        clock.sleep(clock.jitter(_POLL_SECONDS))


def holds(guard: Session) -> bool:
    """True when this session has the lock."""
    sql = (
        "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted AND pid = pg_backend_pid() "
        "AND objsubid = 1 AND (classid::bigint << 32) | objid::bigint = %s)"
    )
    return bool(guard.rows(sql, [KEY])[0][0])


def next_token(guard: Session) -> int:
    """A token that is higher than that of every run before; it takes a row lock for a moment.

    Raises:
        ServerError: the journal has none.
    """
    rows = guard.rows("UPDATE wesley.fence SET token = token + 1 RETURNING token")
    if not rows:
        raise damaged("`wesley.fence` has no row")
    return int(rows[0][0])


def refuse_other_token(session: Session, token: int) -> None:
    """Inside a transaction: keep everybody from taking a higher token until it ends, and see that nobody has.

    Raises:
        ServerError: somebody has; nothing may be changed any more.
    """
    rows = session.rows("SELECT token FROM wesley.fence FOR SHARE")
    if rows != [(token,)]:
        raise ServerError(fenced_off())


def fenced_off() -> Problem:
    """Another migrator has taken over."""
    return Problem(
        code=FENCED_OFF,
        message="another migrator has taken over while this one was cut off",
        help="nothing more was changed; `wesley status` says where things stand",
    )


def holder(session: Session) -> str:
    """Who holds the lock, for people; empty for nobody.

    Of other roles only those with pg_monitor or pg_read_all_stats see from where they came and when.
    """
    rows = session.rows(_HOLDER, [KEY])
    return "; ".join(
        f"process {pid} of {user} ({name})" + (f" from {place}, since {since}" if since else "")
        for pid, user, name, place, since in rows
    )


def _taken(guard: Session) -> Problem:
    return Problem(
        code=OTHER_RUN,
        message=f"another migrator works on this database: {holder(guard) or 'it has just ended'}",
        help="wait for its end; `wesley status` says how far it is",
    )
