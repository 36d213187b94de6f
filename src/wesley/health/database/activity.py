"""Other sessions in the database, as far as this role may see them."""

from __future__ import annotations

from msgspec import Struct

from wesley.health.server import Server
from wesley.sql.redact import redacted

_SHOWN = 80
# Without pg_monitor or pg_read_all_stats only the process of another role's session can be seen (manual, table 28.3).
_OTHERS = """
SELECT pid, coalesce(usename, ''), coalesce(application_name, ''), coalesce(state, ''),
    coalesce(CASE WHEN {hidden} THEN '' ELSE query END, ''),
    coalesce(extract(epoch FROM clock_timestamp() - {since}), 0)::float8, {hidden}
FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND usename IS NOT NULL
    AND coalesce(backend_type, 'client backend') = 'client backend'
ORDER BY 6 DESC, 1
"""
_HIDDEN = "(backend_type IS NULL)"


class Other(Struct, frozen=True):
    """Another session: its process, role, application, state, query without literals, seconds; whether it is hidden."""

    pid: int
    user: str
    application: str
    state: str
    query: str
    seconds: float
    hidden: bool

    def told(self, lasted: str) -> str:
        """In words; `lasted` is how long it has been so."""
        named = f" ({self.application})" if self.application else ""
        return f"process {self.pid} of {self.user}{named} for {lasted}: {redacted(self.query)[:_SHOWN]}"


def others(server: Server, since: str) -> tuple[Other, ...]:
    """The client sessions of the database, the longest first.

    Args:
        server: the database.
        since: the column of pg_stat_activity that their seconds count from.
    """
    return tuple(Other(*row) for row in server.session.rows(_OTHERS.format(since=since, hidden=_HIDDEN)))
