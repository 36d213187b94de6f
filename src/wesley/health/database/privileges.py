"""Whether this role may migrate."""

from __future__ import annotations

from wesley.execute.database_rights import missing_rights
from wesley.health.check import Check, Finding, error, ok, warning
from wesley.health.server import Server
from wesley.health.words import counted, listed
from wesley.problems.problem import ServerError
from wesley.sql.text import quote_identifier

_PAGE = "docs/privileges.md lists what a migrator needs"
_OWN = """
SELECT current_user::text, count(*), coalesce(array_agg(DISTINCT pg_get_userbyid(c.relowner)::text)
        FILTER (WHERE NOT pg_has_role(c.relowner, 'USAGE') AND NOT o.rolsuper), '{}'),
    coalesce(array_agg(DISTINCT o.rolname::text) FILTER (WHERE NOT pg_has_role(c.relowner, 'USAGE') AND o.rolsuper),
        '{}'),
    coalesce(array_agg(format('%I.%I', n.nspname, c.relname) ORDER BY n.nspname, c.relname)
        FILTER (WHERE NOT pg_has_role(c.relowner, 'USAGE')), '{}')
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_roles o ON o.oid = c.relowner
WHERE c.relkind IN ('r', 'p', 'v', 'm') AND n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'wesley')
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid
        AND d.deptype = 'e')
"""
_NO_CREATE = """
SELECT coalesce(array_agg(nspname::text ORDER BY nspname), '{}') FROM pg_namespace n
WHERE nspname !~ '^pg_' AND nspname NOT IN ('information_schema', 'wesley')
    AND EXISTS (SELECT FROM pg_class c WHERE c.relnamespace = n.oid AND c.relkind IN ('r', 'p')
        AND pg_has_role(c.relowner, 'USAGE'))
    AND NOT has_schema_privilege(n.oid, 'CREATE')
"""


def _look(server: Server) -> Finding:
    try:
        problems = missing_rights(server.session, ())
    except ServerError as failure:
        problems = failure.problems
    if problems:
        return error("; ".join(one.message for one in problems), "\n".join(one.help for one in problems))
    role, total, owners, superusers, others = server.session.rows(_OWN)[0]
    if others:
        return _not_owned(total, others, role, _ways_out(role, owners, superusers))
    schemas = server.session.rows(_NO_CREATE)[0][0]
    if schemas:
        grants = (f"GRANT CREATE ON SCHEMA {quote_identifier(name)} TO {quote_identifier(role)}" for name in schemas)
        return error(f"{role} may create nothing in {listed(schemas)}", "\n".join(grants))
    return ok(f"{role} may make the journal and owns {counted(total, 'relation')}", 0.0)


def _ways_out(role: str, owners: list[str], superusers: list[str]) -> str:
    """Membership in an owner is enough; in a superuser it would be far too much."""
    lines = [f"GRANT {quote_identifier(owner)} TO {quote_identifier(role)}" for owner in owners]
    if superusers:
        lines += [f"ALTER TABLE ... OWNER TO {quote_identifier(role)} for what {listed(superusers)} owns"]
    return "\n".join(lines)


def _not_owned(total: int, others: list[str], role: str, do: str) -> Finding:
    seen = f"{role} does not own {len(others):,} of {counted(total, 'relation')}: {listed(others)}"
    if len(others) == total:
        return error(seen, f"{do}\n{_PAGE}", float(len(others)))
    return warning(seen, f"{do}\nor leave them out of the schema; {_PAGE}", float(len(others)))


CHECK = Check(
    name="privileges",
    title="privileges of this role",
    why="ALTER and DROP are the owner's alone, and the journal lives in a schema that a migrator makes or writes to. "
    "`wesley migrate` looks at the statements of its plan once more.",
    limits="warning when some relations are not its own; error when none is, or the journal cannot be made or written",
    look=_look,
    unit="relations of others",
)
