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
_TABLES = "SELECT count(*) FROM pg_class WHERE relrowsecurity AND relkind IN ('r', 'p')"
# Members of the owner count as the owner, unless they do not inherit.
_OWNERS = """
SELECT r.rolname, count(*) FROM pg_class c JOIN pg_roles r ON pg_has_role(r.oid, c.relowner, 'USAGE')
WHERE c.relrowsecurity AND NOT c.relforcerowsecurity AND c.relkind IN ('r', 'p')
    AND r.rolcanlogin AND NOT r.rolsuper AND NOT r.rolbypassrls AND r.rolname <> current_user
GROUP BY r.rolname ORDER BY 1
"""


def _look(server: Server) -> Finding:
    total = server.session.rows(_TABLES)[0][0]
    if not total:
        return ok("no table has row-level security", 0.0)
    owners = server.session.rows(_OWNERS)
    told = [
        f"{name} is a superuser" if is_super else f"{name} has BYPASSRLS"
        for name, is_super in server.session.rows(_BYPASSING)
    ]
    told += [f"{name} owns {counted(number, 'table')} without FORCE" for name, number in owners]
    tables = f"{counted(total, 'table')} with row-level security"
    if not told:
        return ok(f"{tables}, and no other role that passes by it", 0.0)
    do = "see that no application connects as one of them"
    do += "\nALTER TABLE ... FORCE ROW LEVEL SECURITY holds owners to the policies too" if owners else ""
    return warning(f"{tables}; {listed(told)}", do, float(len(told)))


CHECK = Check(
    name="row-security",
    title="roles that pass by row-level security",
    why="Policies do not hold for superusers, for roles with BYPASSRLS, and for the owner of a table without FORCE "
    "(manual, Row Security Policies). An application that connects as one of them sees the rows of everybody.",
    limits="warning for each role that can log in, beside this one and the superuser that initdb made",
    look=_look,
    unit="roles",
)
