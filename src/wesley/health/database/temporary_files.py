"""Limits on temporary files that a build could hit."""

from __future__ import annotations

from wesley.health.check import Check, Finding, ok, warning
from wesley.health.server import Server
from wesley.health.words import size

_FOUND = """
SELECT CASE WHEN current_setting('temp_file_limit') = '-1' THEN -1
        ELSE pg_size_bytes(current_setting('temp_file_limit')) END::float8,
    pg_size_bytes(current_setting('maintenance_work_mem'))::float8, coalesce((
        SELECT max(c.relpages::bigint * current_setting('block_size')::bigint) FROM pg_class c
        WHERE c.relkind IN ('r', 'm')), 0)::float8
"""


def _look(server: Server) -> Finding:
    limit, memory, biggest = server.session.rows(_FOUND)[0]
    seen = f"maintenance_work_mem is {size(memory)}; " + (
        "temporary files have no limit" if limit < 0 else f"temp_file_limit is {size(limit)}"
    )
    if 0 <= limit < biggest:
        do = "raise temp_file_limit for the role that migrates: a superuser may set it with ALTER ROLE ... SET"
        return warning(f"{seen}, and the biggest table is of {size(biggest)}", do, limit)
    return ok(seen, limit)


CHECK = Check(
    name="temporary-files",
    title="temporary files",
    why="An index that does not fit into maintenance_work_mem is sorted in temporary files, and the build fails where "
    "they go past temp_file_limit (manual, Resource Consumption).",
    limits="warning when temp_file_limit is below the biggest table",
    look=_look,
    unit="bytes",
)
