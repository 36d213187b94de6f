"""Room for the connections of a run."""

from __future__ import annotations

from wesley.health.check import Check, Finding, error, ok, warning
from wesley.health.server import Server

_NEEDED = 3
_SPARE = 10
# `reserved_connections` is there since 16. Sessions of
# other roles are seen by every role, but for what they are (`backend_type`). -1: no limit.
_FOUND = """
SELECT current_setting('max_connections')::int
        - CASE WHEN r.rolsuper THEN 0 ELSE current_setting('superuser_reserved_connections')::int
            + CASE WHEN pg_has_role(current_user, coalesce((SELECT oid FROM pg_roles
                WHERE rolname = 'pg_use_reserved_connections'), r.oid), 'USAGE')
                AND EXISTS (SELECT FROM pg_roles WHERE rolname = 'pg_use_reserved_connections') THEN 0
            ELSE coalesce(current_setting('reserved_connections', true)::int, 0) END END
        - (SELECT count(*) FROM pg_stat_activity WHERE usename IS NOT NULL
            AND coalesce(backend_type, 'client backend') = 'client backend')::int,
    CASE WHEN r.rolconnlimit < 0 OR r.rolsuper THEN NULL ELSE r.rolconnlimit
        - (SELECT count(*) FROM pg_stat_activity WHERE usename = current_user)::int END,
    CASE WHEN d.datconnlimit < 0 OR r.rolsuper THEN NULL ELSE d.datconnlimit
        - (SELECT count(*) FROM pg_stat_activity WHERE datname = d.datname)::int END,
    current_setting('max_connections')::int
FROM pg_roles r, pg_database d WHERE r.rolname = current_user AND d.datname = current_database()
"""


def _look(server: Server) -> Finding:
    left, of_role, of_database, total = server.session.rows(_FOUND)[0]
    rooms = {f"of {total} on the server": left, "of the role": of_role, "of the database": of_database}
    known = {name: number for name, number in rooms.items() if number is not None}
    where = min(known, key=lambda name: known[name])
    room = known[where]
    seen = f"{max(room, 0)} connections {where} are left; a run takes {_NEEDED}"
    if room < _NEEDED:
        return error(
            seen,
            "free some, or raise the limit: max_connections, ALTER ROLE or ALTER DATABASE ... CONNECTION LIMIT",
            float(room),
        )
    if room < _SPARE:
        do = "a run takes them from the applications: free some, or migrate when there are fewer"
        return warning(seen, do, float(room))
    return ok(seen, float(room))


CHECK = Check(
    name="connection-room",
    title="room for connections",
    why="A run holds three connections: for its lock, for its statements, and to watch. Where they are not to be had "
    "it does not begin, and where it takes the last ones applications fail.",
    limits=f"warning below {_SPARE}, error below {_NEEDED}",
    look=_look,
    unit="connections",
)
