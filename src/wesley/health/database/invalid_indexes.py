"""Indexes that are not valid."""

from __future__ import annotations

from wesley.health.check import Check, Finding, ok, warning
from wesley.health.server import Server
from wesley.health.words import counted, listed

# One that is being built is not valid either; pg_stat_progress_create_index shows it to every role.
_FOUND = """
SELECT format('%I.%I', n.nspname, c.relname)
FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE NOT (i.indisvalid AND i.indisready AND i.indislive) AND c.relkind = 'i' AND n.nspname !~ '^pg_toast'
    AND NOT EXISTS (SELECT FROM pg_stat_progress_create_index p WHERE p.index_relid = c.oid)
ORDER BY 1
"""


def _look(server: Server) -> Finding:
    found = [name for (name,) in server.session.rows(_FOUND)]
    if not found:
        return ok("all indexes are valid", 0.0)
    do = f"DROP INDEX CONCURRENTLY {found[0]}, or REINDEX INDEX CONCURRENTLY {found[0]}"
    count = counted(len(found), "index is invalid", "indexes are invalid")
    return warning(f"{count}: {listed(found)}", do, float(len(found)))


CHECK = Check(
    name="invalid-indexes",
    title="invalid indexes",
    why="A concurrent build that failed leaves its index behind: no query uses it, and every write still maintains it "
    "(manual, CREATE INDEX, Building Indexes Concurrently).",
    limits="warning for each",
    look=_look,
    unit="indexes",
)
