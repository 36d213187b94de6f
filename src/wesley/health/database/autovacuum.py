"""Whether autovacuum is on."""

from __future__ import annotations

from wesley.health.check import Check, Finding, ok, warning
from wesley.health.server import Server
from wesley.health.words import counted, listed

_SERVER = "SELECT current_setting('autovacuum') = 'on', current_setting('track_counts') = 'on'"
_TABLES = """
SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace,
    unnest(c.reloptions) AS option
WHERE c.relkind IN ('r', 'm') AND option ~ '^autovacuum_enabled=(off|false|no|0)$' ORDER BY 1
"""


def _look(server: Server) -> Finding:
    is_on, counts = server.session.rows(_SERVER)[0]
    if not (is_on and counts):
        name = "autovacuum" if not is_on else "track_counts"
        do = f"ALTER SYSTEM SET {name} = on, then SELECT pg_reload_conf()"
        return warning(f"{name} is off on this server", do, 1.0)
    tables = [name for (name,) in server.session.rows(_TABLES)]
    if tables:
        do = f"ALTER TABLE {tables[0]} RESET (autovacuum_enabled)"
        return warning(f"it is off for {counted(len(tables), 'table')}: {listed(tables)}", do, float(len(tables)))
    return ok("it is on for the server and for every table", 0.0)


CHECK = Check(
    name="autovacuum",
    title="autovacuum",
    why="A backfill leaves a dead row for each that it changes; without autovacuum the table stays twice as big, and "
    "the planner's figures are old.",
    limits="warning when it is off, on the server or for a table",
    look=_look,
    unit="tables",
)
