"""What the role that runs a plan may do in its database and on its server, and what the server has not."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wesley.execute.codes import MISSING_PRIVILEGE, NOT_ON_THE_SERVER
from wesley.execute.journal.install import has_journal
from wesley.plan.plan import Step
from wesley.postgres.catalog.scope import JOURNAL
from wesley.postgres.session import Session
from wesley.problems.problem import Problem
from wesley.sql.text import quote_identifier

_HERE = """
SELECT current_user::text, current_database()::text, has_database_privilege(current_database(), 'CREATE'),
    has_database_privilege(current_database(), 'TEMPORARY'), rolsuper, rolcreaterole
FROM pg_roles WHERE rolname = current_user
"""
# What a run writes: all but the fence gets rows, and all but the statements are changed later; no run writes rates.
_WRITES = """
SELECT string_agg(c.relname, ', ' ORDER BY c.relname) FROM pg_class c
WHERE c.relnamespace = to_regnamespace(%s) AND c.relkind = 'r' AND c.relname <> 'rates' AND (
    (c.relname <> 'fence' AND NOT has_table_privilege(c.oid, 'INSERT'))
    OR (c.relname <> 'steps' AND NOT has_table_privilege(c.oid, 'UPDATE')))
"""
_NO_ROLES = "SELECT name FROM unnest(%s::text[]) AS asked (name) WHERE to_regrole(name) IS NULL ORDER BY 1"
# Before 13 no extension is a trusted one, and the view has no such column.
_EXTENSIONS = """
SELECT asked.name, v.name IS NOT NULL, coalesce((to_jsonb(v) ->> 'trusted')::boolean, false)
FROM unnest(%s::text[]) AS asked (name)
    LEFT JOIN pg_available_extensions a ON a.name = asked.name
    LEFT JOIN pg_available_extension_versions v ON v.name = a.name AND v.version = a.default_version
WHERE a.installed_version IS NULL ORDER BY 1
"""
_ROLE = re.compile(r"CREATE ROLE (.+) NOLOGIN;")
_CONCURRENT = ("CREATE INDEX CONCURRENTLY", "CREATE UNIQUE INDEX CONCURRENTLY")


def missing_rights(session: Session, steps: Sequence[Step]) -> tuple[Problem, ...]:
    """What the role lacks in its database for the statements of a plan, and extensions that the server has not.

    Args:
        session: as the role that runs the plan, outside any transaction.
        steps: the statements.

    Raises:
        ServerError: the journal cannot be used.
    """
    role, database, may_create, may_temp, is_super, may_roles = session.rows(_HERE)[0]
    on = f"ON DATABASE {quote_identifier(database)} TO {quote_identifier(role)}"
    problems = [*_journal(session, role, on, may_create=may_create)]
    if not may_create and any(step.statement.sql.startswith("CREATE SCHEMA") for step in steps):
        problems.append(_missing(f"{role} may not create a schema in {database}", f"GRANT CREATE {on}"))
    if not may_temp and any(step.statement.sql.startswith(_CONCURRENT) for step in steps):
        message = f"{role} may not make temporary tables in {database}, by which a resumed build knows its index"
        problems.append(_missing(message, f"GRANT TEMPORARY {on}"))
    problems += _roles(session, steps, role, may_roles=may_roles or is_super)
    problems += _extensions(session, steps, role, is_super=is_super, may_create=may_create)
    return tuple(problems)


def _journal(session: Session, role: str, on: str, *, may_create: bool) -> list[Problem]:
    if not has_journal(session):
        if may_create or session.rows("SELECT to_regnamespace(%s) IS NOT NULL", [JOURNAL])[0][0]:
            return []
        way_out = f"GRANT CREATE {on}, or let an administrator run\nCREATE SCHEMA {JOURNAL} AUTHORIZATION "
        return [_missing(f"{role} may not make the schema of the journal", way_out + quote_identifier(role))]
    tables = session.rows(_WRITES, [JOURNAL])[0][0]
    if not tables:
        return []
    way_out = f"GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA {JOURNAL} TO {quote_identifier(role)}"
    return [_missing(f"{role} may not write into the journal ({tables})", way_out)]


def _roles(session: Session, steps: Sequence[Step], role: str, *, may_roles: bool) -> list[Problem]:
    names = [name for step in steps if step.kind == "create-role" for name in _ROLE.findall(step.statement.sql)]
    if may_roles or not names:
        return []
    return [
        _missing(
            f"{role} may not create the role {name}, which the plan needs",
            f"let an administrator run\nCREATE ROLE {name} NOLOGIN",
        )
        for (name,) in session.rows(_NO_ROLES, [names])
    ]


def _extensions(
    session: Session, steps: Sequence[Step], role: str, *, is_super: bool, may_create: bool
) -> list[Problem]:
    wanted = [one.relation.name for step in steps if step.kind == "create-extension" for one in step.after]
    found = session.rows(_EXTENSIONS, [wanted]) if wanted else []
    problems = [_not_there(name) for name, is_there, _ in found if not is_there]
    for name, is_there, trusted in found:
        if is_there and not is_super and not (trusted and may_create):
            who = "CREATE on the database" if trusted else "a superuser, because it is no trusted one"
            message = f"{role} may not create the extension {name}: that takes {who}"
            way_out = f"let an administrator run\nCREATE EXTENSION {quote_identifier(name)}"
            problems.append(_missing(message, way_out))
    return problems


def _missing(message: str, way_out: str) -> Problem:
    return Problem(code=MISSING_PRIVILEGE, message=message, help=way_out)


def _not_there(name: str) -> Problem:
    return Problem(
        code=NOT_ON_THE_SERVER,
        message=f"the server does not have the extension {name}, which the plan creates",
        help="install its package on the server, or let the host do it; then run the command again",
    )
