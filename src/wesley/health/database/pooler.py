"""Whether the address leads to the server or to a pooler."""

from __future__ import annotations

from wesley.execute.codes import POOLED
from wesley.execute.pooler import refuse_pooler
from wesley.health.check import Check, Finding, error, ok
from wesley.health.server import Server
from wesley.postgres.session import open_session
from wesley.problems.problem import ServerError


def _look(server: Server) -> Finding:
    try:
        refuse_pooler(server.session, lambda: open_session(server.conninfo))
    except ServerError as refused:
        problem = refused.problems[0]
        if problem.code != POOLED:
            raise
        return error("two statements of one session reached two servers: a pooler in transaction mode", problem.help)
    return ok("the session has a server connection of its own")


CHECK = Check(
    name="pooler",
    title="pooler",
    why="Behind a pooler in transaction mode each transaction has another server connection, and with it goes the "
    "advisory lock, what was set, and a concurrent build (PgBouncer's manual, pool_mode).",
    limits="error behind a pooler in transaction mode",
    look=_look,
    alone=True,
)
