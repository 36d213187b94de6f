"""Whether this role may migrate."""

from __future__ import annotations

from typing import NamedTuple

from wesley.config.ignore_rules import IgnoreRule
from wesley.execute.database_rights import missing_rights
from wesley.health.check import Check, Finding, error, ok, warning
from wesley.health.server import Server
from wesley.health.words import counted, listed
from wesley.plan.ignore import Place, rule_for, rules_of
from wesley.plan.scope import namespace_names
from wesley.problems.problem import ServerError
from wesley.sql.text import quote_identifier

_PAGE = "docs/privileges.md lists what a migrator needs"
_RELATIONS = """
SELECT CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' ELSE 'table' END,
    n.nspname::text, c.relname::text, o.rolname::text, o.rolsuper, pg_has_role(c.relowner, 'USAGE')
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_roles o ON o.oid = c.relowner
WHERE c.relkind IN ('r', 'p', 'v', 'm') AND n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'wesley')
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid
        AND d.deptype = 'e')
ORDER BY n.nspname, c.relname
"""
_NO_CREATE = """
SELECT nspname::text FROM pg_namespace n
WHERE nspname !~ '^pg_' AND nspname NOT IN ('information_schema', 'wesley')
    AND EXISTS (SELECT FROM pg_class c WHERE c.relnamespace = n.oid AND c.relkind IN ('r', 'p')
        AND pg_has_role(c.relowner, 'USAGE'))
    AND NOT has_schema_privilege(n.oid, 'CREATE')
ORDER BY nspname
"""


class _Relation(NamedTuple):
    kind: str
    schema: str
    name: str
    owner: str
    is_superuser: bool
    is_mine: bool

    @property
    def path(self) -> str:
        return f"{quote_identifier(self.schema)}.{quote_identifier(self.name)}"


def _look(server: Server) -> Finding:
    try:
        problems = missing_rights(server.session, ())
    except ServerError as failure:
        problems = failure.problems
    if problems:
        return error("; ".join(one.message for one in problems), "\n".join(one.help for one in problems))
    role = server.session.rows("SELECT current_user::text")[0][0]
    rules = _rules(server)
    every = (_Relation(*row) for row in server.session.rows(_RELATIONS))
    relations = [one for one in every if rule_for(Place(one.kind, one.schema, one.name), rules) is None]
    others = [one for one in relations if not one.is_mine]
    if others:
        return _not_owned(len(relations), others, role)
    schemas = [
        name for (name,) in server.session.rows(_NO_CREATE) if rule_for(Place("schema", "", name), rules) is None
    ]
    if schemas:
        grants = (f"GRANT CREATE ON SCHEMA {quote_identifier(name)} TO {quote_identifier(role)}" for name in schemas)
        return error(f"{role} may create nothing in {listed(schemas)}", "\n".join(grants))
    return ok(f"{role} may make the journal and owns {counted(len(relations), 'relation')}", 0.0)


def _rules(server: Server) -> tuple[IgnoreRule, ...]:
    """What others manage; without a schema of the project, what platforms do, too."""
    own = () if server.project is None else namespace_names(server.project.physical)
    return rules_of(server.ignore, own)


def _ways_out(role: str, others: list[_Relation]) -> str:
    """Membership in an owner is enough; in a superuser it would be far too much."""
    owners = sorted({one.owner for one in others if not one.is_superuser})
    superusers = sorted({one.owner for one in others if one.is_superuser})
    lines = [f"GRANT {quote_identifier(owner)} TO {quote_identifier(role)}" for owner in owners]
    if superusers:
        lines += [f"ALTER TABLE ... OWNER TO {quote_identifier(role)} for what {listed(superusers)} owns"]
    return "\n".join(lines)


def _not_owned(total: int, others: list[_Relation], role: str) -> Finding:
    names = listed([one.path for one in others])
    seen = f"{role} does not own {len(others):,} of {counted(total, 'relation')}: {names}"
    do = _ways_out(role, others)
    if len(others) == total:
        return error(seen, f"{do}\n{_PAGE}", float(len(others)))
    return warning(seen, f"{do}\nor leave them out of the schema; {_PAGE}", float(len(others)))


CHECK = Check(
    name="privileges",
    title="privileges of this role",
    why="ALTER and DROP are the owner's alone, and the journal lives in a schema that a migrator makes or writes to. "
    "`wesley migrate` looks at the statements of its plan once more.",
    limits="warning when some relations are not its own, those apart that others manage; error when none is, or the "
    "journal cannot be made or written",
    look=_look,
    unit="relations of others",
)
