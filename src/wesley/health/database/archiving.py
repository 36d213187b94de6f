"""Whether WAL gets archived."""

from __future__ import annotations

from wesley.health.check import Check, Finding, error, ok
from wesley.health.server import Server
from wesley.health.words import age

_FOUND = """
SELECT current_setting('archive_mode'), failed_count, last_failed_time > coalesce(last_archived_time, '-infinity'),
    coalesce(extract(epoch FROM clock_timestamp() - last_archived_time), 0)::float8, last_archived_time IS NULL
FROM pg_stat_archiver
"""


def _look(server: Server) -> Finding:
    mode, failures, is_failing, since, never = server.session.rows(_FOUND)[0]
    if mode == "off":
        return ok("WAL is not archived", 0.0)
    last = "none was archived so far" if never else f"the last one was archived {age(since)} ago"
    if is_failing:
        do = "see the server's log for what archive_command says, and mend it before a migration writes more WAL"
        return error(f"archiving fails ({failures:,} times); {last}", do, float(failures))
    return ok(f"WAL is archived; {last}", float(failures))


CHECK = Check(
    name="archiving",
    title="WAL archive",
    why="WAL that cannot be archived stays on the disk until it is full, and there is no point in time to go back to "
    "meanwhile (manual, Continuous Archiving).",
    limits="error when the last attempt failed",
    look=_look,
    unit="failures",
)
