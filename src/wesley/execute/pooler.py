"""Whether an address leads to one server connection for as long as it is open, or to another one for each transaction.

PgBouncer in transaction mode gives a client whichever server connection is free when its transaction begins (its
manual, `pool_mode`). A session-level advisory lock, settings and concurrent builds need one and the same.
"""

from __future__ import annotations

from collections.abc import Callable

from wesley.execute.codes import POOLED
from wesley.postgres.session import Session
from wesley.problems.problem import Problem, ServerError

_WHERE = "SELECT pg_backend_pid(), coalesce(current_setting('wesley.session', true), '')"


def refuse_pooler(session: Session, another: Callable[[], Session]) -> None:
    """See that a session has a server connection of its own.

    While a second session is inside a transaction, a pooler has given it the connection that was free, most likely
    that of the first; the first one then comes to another one, and what it has set there is not.

    Args:
        session: outside any transaction.
        another: opens a second session at the same address.

    Raises:
        ServerError: it has not.
    """
    session.run("SELECT set_config('wesley.session', 'mine', false)")
    before = session.rows(_WHERE)
    second = another()
    try:
        second.run("BEGIN")
        second.run("SELECT 1")
        after = session.rows(_WHERE)
        second.run("ROLLBACK")
    finally:
        second.close()
    if before != after or after[0][1] != "mine":
        raise ServerError(_pooled())


def _pooled() -> Problem:
    return Problem(
        code=POOLED,
        message="the address leads to a pooler in transaction mode: two statements of one session reached two servers",
        help="give the address of the server itself, or of a pool in session mode (on Supabase and Neon the `direct` "
        "connection)",
    )
