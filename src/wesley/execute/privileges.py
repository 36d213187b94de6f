"""What the role that runs a plan may do, looked at before anything is changed."""

from __future__ import annotations

from wesley.changes.lock import Lock
from wesley.changes.statement import RelationName
from wesley.execute.codes import MISSING_PRIVILEGE
from wesley.plan.plan import Step
from wesley.postgres.session import Session
from wesley.problems.problem import Problem
from wesley.sql.text import qualified, quote_identifier

_NOT_OWNED = """
SELECT asked.name, pg_get_userbyid(c.relowner), session_user::text
FROM unnest(%s::text[]) AS asked (name) JOIN pg_class c ON c.oid = to_regclass(asked.name)
WHERE NOT pg_has_role(c.relowner, 'USAGE') ORDER BY 1
"""
_NO_CREATE = """
SELECT asked.name, session_user::text FROM unnest(%s::text[]) AS asked (name)
    JOIN pg_namespace n ON n.nspname = asked.name
WHERE NOT has_schema_privilege(n.oid, 'CREATE') ORDER BY 1
"""


def missing_privileges(session: Session, steps: tuple[Step, ...]) -> tuple[Problem, ...]:
    """What the role lacks for the statements of a plan.

    ALTER TABLE and DROP need the owner or a member of its role (manual, ALTER TABLE, Description); what is made anew
    needs CREATE on its schema (manual, Privileges, table 5.1).

    Args:
        session: as the role that runs the plan.
        steps: the statements.
    """
    altered = sorted({qualified(one.schema, one.name) for one in _altered(steps)})
    made = sorted({one.relation.schema for step in steps for one in step.after if one.fingerprint})
    problems = [_not_owned(*row) for row in session.rows(_NOT_OWNED, [altered])]
    problems += [_no_create(*row) for row in session.rows(_NO_CREATE, [made])]
    return tuple(problems)


def _altered(steps: tuple[Step, ...]) -> set[RelationName]:
    """What only its owner may change: what is locked as strongly as no SELECT, UPDATE or REFERENCES alone does."""
    return {
        RelationName(schema=lock.schema, name=lock.name)
        for step in steps
        for lock in step.statement.locks
        if lock.mode.strength >= Lock.SHARE_UPDATE_EXCLUSIVE.strength and lock.mode is not Lock.SHARE_ROW_EXCLUSIVE
    }


def _not_owned(name: str, owner: str, role: str) -> Problem:
    return Problem(
        code=MISSING_PRIVILEGE,
        message=f"{role} does not own {name}, which the plan changes",
        help=f"GRANT {quote_identifier(owner)} TO {quote_identifier(role)}, or migrate as {owner}",
    )


def _no_create(schema: str, role: str) -> Problem:
    return Problem(
        code=MISSING_PRIVILEGE,
        message=f"{role} may not create anything in the schema {schema}",
        help=f"GRANT CREATE ON SCHEMA {quote_identifier(schema)} TO {quote_identifier(role)}",
    )
