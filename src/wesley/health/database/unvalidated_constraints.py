"""Constraints that old rows were never checked against."""

from __future__ import annotations

from wesley.health.check import Check, Finding, ok, warning
from wesley.health.server import Server
from wesley.health.words import counted, listed
from wesley.sql.text import quote_identifier

# A foreign key of a partition is its parent's; a foreign key that is not enforced (18) has nothing to validate.
_FOUND = """
SELECT format('%I.%I', n.nspname, coalesce(c.relname, t.typname)), k.conname,
    CASE WHEN k.contypid <> 0 THEN 'DOMAIN' ELSE 'TABLE' END
FROM pg_constraint k LEFT JOIN pg_class c ON c.oid = k.conrelid LEFT JOIN pg_type t ON t.oid = k.contypid
    JOIN pg_namespace n ON n.oid = coalesce(c.relnamespace, t.typnamespace)
WHERE NOT k.convalidated AND k.conparentid = 0 AND n.nspname !~ '^pg_'
    AND coalesce((to_jsonb(k) ->> 'conenforced')::boolean, true)
ORDER BY 1, 2
"""


def _look(server: Server) -> Finding:
    found = server.session.rows(_FOUND)
    if not found:
        return ok("all constraints are validated", 0.0)
    table, name, kind = found[0]
    do = f"ALTER {kind} {table} VALIDATE CONSTRAINT {quote_identifier(name)}"
    count = counted(len(found), "constraint is not validated", "constraints are not validated")
    names = listed([f"{one} of {on}" for on, one, _ in found])
    return warning(f"{count}: {names}", do, float(len(found)))


CHECK = Check(
    name="unvalidated-constraints",
    title="constraints that are not validated",
    why="They hold for what is written since they were added, and older rows may break them. The next full validation, "
    "or a restore, finds out (manual, ALTER TABLE, NOT VALID).",
    limits="warning for each",
    look=_look,
    unit="constraints",
)
