"""Prepared transactions that nobody has ended."""

from __future__ import annotations

from wesley.health.check import Check, Finding, graded, ok
from wesley.health.server import Server
from wesley.health.words import age, counted
from wesley.sql.text import quote_literal

_LIMITS = (60.0, 3600.0)
_FOUND = """
SELECT gid, owner::text, extract(epoch FROM clock_timestamp() - prepared)::float8
FROM pg_prepared_xacts WHERE database = current_database() ORDER BY prepared
"""


def _look(server: Server) -> Finding:
    found = server.session.rows(_FOUND)
    if not found:
        return ok("there are none", 0.0)
    name, owner, seconds = found[0]
    seen = f"{counted(len(found), 'prepared transaction')}, the oldest, {name!r} of {owner}, for {age(seconds)}"
    literal = quote_literal(name)
    return graded(seen, f"COMMIT PREPARED {literal} or ROLLBACK PREPARED {literal}", seconds, _LIMITS)


CHECK = Check(
    name="prepared-transactions",
    title="prepared transactions",
    why="A prepared transaction keeps its locks without any session, after a restart too, until somebody commits it or "
    "rolls it back (manual, PREPARE TRANSACTION). No timeout ends it, and no session can be ended to be rid of it.",
    limits="warning from 1 minute, error from 1 hour",
    look=_look,
    unit="seconds",
)
