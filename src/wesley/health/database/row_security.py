"""Roles that row-level security does not hold for."""

from __future__ import annotations

from wesley.health.check import Check, Finding, ok, warning
from wesley.health.server import Server
from wesley.health.words import counted, listed

# The superuser of initdb has oid 10. Roles that cannot log in bypass nothing by themselves.
_BYPASSING = """
SELECT r.rolname, r.rolsuper FROM pg_roles r
WHERE r.rolcanlogin AND (r.rolsuper OR r.rolbypassrls) AND r.oid <> 10 AND r.rolname <> current_user ORDER BY 1
"""
_TABLES = """
SELECT count(*), coalesce(array_agg(format('%I.%I of %I', n.nspname, c.relname, r.rolname) ORDER BY 1)
        FILTER (WHERE NOT c.relforcerowsecurity AND r.rolcanlogin AND NOT r.rolsuper AND NOT r.rolbypassrls
            AND r.rolname <> current_user), '{}')
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_roles r ON r.oid = c.relowner
WHERE c.relrowsecurity AND c.relkind IN ('r', 'p') AND n.nspname !~ '^pg_'
"""


def _look(server: Server) -> Finding:
    total, owned = server.session.rows(_TABLES)[0]
    if not total:
        return ok("no table has row-level security", 0.0)
    bypassing = server.session.rows(_BYPASSING)
    told = [f"{name} is a superuser" if is_super else f"{name} has BYPASSRLS" for name, is_super in bypassing]
    parts = [listed(told)] if told else []
    parts += [f"owners who can log in see all rows of {listed(owned)}"] if owned else []
    tables = counted(total, "table")
    if not parts:
        return ok(f"{tables} with row-level security, and no other role that passes by it", 0.0)
    do = "see that no application connects as one of them"
    do += "; ALTER TABLE ... FORCE ROW LEVEL SECURITY holds owners to the policies too" if owned else ""
    return warning(f"{tables} with row-level security; {'; '.join(parts)}", do, float(len(told) + len(owned)))


CHECK = Check(
    name="row-security",
    title="roles that pass by row-level security",
    why="Policies do not hold for superusers, for roles with BYPASSRLS, and for the owner of a table without FORCE "
    "(manual, Row Security Policies). An application that connects as one of them sees the rows of everybody.",
    limits="warning for each role that can log in, beside this one and the superuser that initdb made",
    look=_look,
    unit="roles and tables",
)
