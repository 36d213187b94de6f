"""What plans have made for themselves and not taken away."""

from __future__ import annotations

from wesley.changes.own_names import OWN_SCHEMAS
from wesley.execute.journal import plans
from wesley.execute.journal.install import has_journal
from wesley.health.check import Check, Finding, ok, warning
from wesley.health.server import Server
from wesley.health.words import counted, listed

# What was dropped softly stays for `wesley purge`, and is no leftover.
_FOUND = r"""
WITH ours AS (SELECT n.oid, n.nspname FROM pg_namespace n WHERE n.nspname <> ALL (%s) AND n.nspname !~ '^pg_'),
found AS (
    SELECT o.nspname, c.relname AS name FROM pg_class c JOIN ours o ON o.oid = c.relnamespace
    UNION ALL
    SELECT o.nspname, c.relname || '.' || a.attname FROM pg_class c JOIN ours o ON o.oid = c.relnamespace
        JOIN pg_attribute a ON a.attrelid = c.oid
        WHERE a.attnum > 0 AND a.attname LIKE 'wesley\_%%' AND c.relkind IN ('r', 'p')
    UNION ALL
    SELECT o.nspname, c.relname || '.' || k.conname FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
        JOIN ours o ON o.oid = c.relnamespace WHERE k.conname LIKE 'wesley\_%%'
    UNION ALL
    SELECT o.nspname, c.relname || '.' || t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
        JOIN ours o ON o.oid = c.relnamespace WHERE t.tgname LIKE 'wesley\_%%'
    UNION ALL
    SELECT o.nspname, p.proname FROM pg_proc p JOIN ours o ON o.oid = p.pronamespace
    UNION ALL
    SELECT o.nspname, t.typname FROM pg_type t JOIN ours o ON o.oid = t.typnamespace WHERE t.typtype IN ('e', 'd')
)
SELECT DISTINCT nspname || '.' || name FROM found
WHERE name ~ '(^|\.)wesley_' AND name !~ '(^|\.)wesley_dropped_' ORDER BY 1
"""
_KEPT = r"""
SELECT (SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = ANY (%s) AND c.relkind IN ('r', 'p'))
    + (SELECT count(*) FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        WHERE a.attname LIKE 'wesley\_dropped\_%%' AND c.relkind IN ('r', 'p') AND NOT a.attisdropped)
"""


def _look(server: Server) -> Finding:
    found = [name for (name,) in server.session.rows(_FOUND, [list(OWN_SCHEMAS)])]
    kept = server.session.rows(_KEPT, [list(OWN_SCHEMAS[1:])])[0][0]
    aside = f"; {counted(kept, 'thing')} kept until `wesley purge`" if kept else ""
    if not found:
        return ok(f"nothing half-made{aside}", 0.0)
    seen = f"{counted(len(found), 'object')} of a plan: {listed(found)}"
    if _is_at_work(server):
        return ok(f"{seen}, which the plan that is not over needs{aside}", float(len(found)))
    do = "no plan is at work, so nothing of Wesley needs them: see what they hold, then drop them"
    return warning(f"{seen}{aside}", do, float(len(found)))


def _is_at_work(server: Server) -> bool:
    if not has_journal(server.session):
        return False
    return any(entry.state in {"begun", "expanded"} for entry in plans.entries(server.session))


CHECK = Check(
    name="leftovers",
    title="leftovers of plans",
    why="While a column is replaced there are helpers whose names begin with `wesley_`: columns, triggers, functions. "
    "When no plan is at work they only cost time at every write.",
    limits="warning when there are any and no plan is unfinished or waits for its contract",
    look=_look,
    unit="objects",
)
