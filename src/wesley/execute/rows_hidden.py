"""Whether row-level security would hide rows from the role that runs a plan. See docs/adr/0016."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.execute.codes import ROWS_HIDDEN
from wesley.plan.plan import Step
from wesley.postgres.session import Session
from wesley.problems.problem import Problem
from wesley.sql.batches import update_keys
from wesley.sql.row_tables import row_tables
from wesley.sql.text import quote_identifier

# With row_security = off it is active exactly where a query would fail: for an owner under FORCE, and for others
# unless they are superusers or have BYPASSRLS (manual, "Session Information Functions", row_security_active).
_HIDDEN = """
SELECT asked.name, current_user::text, CASE WHEN pg_get_userbyid(c.relowner) = current_user THEN 'its owner'
    WHEN pg_has_role(c.relowner, 'USAGE') THEN 'a member of its owner' ELSE '' END
FROM unnest(%s::text[]) AS asked (name) JOIN pg_class c ON c.oid = to_regclass(asked.name)
WHERE c.relkind IN ('r', 'p') AND row_security_active(c.oid) ORDER BY 1
"""
# How the statements of a plan begin that read or write rows; all others need not be parsed.
_WITH_ROWS = ("SELECT", "WITH", "INSERT", "UPDATE", "DELETE", "REFRESH", "CREATE MATERIALIZED")


def hidden_rows(session: Session, steps: tuple[Step, ...]) -> tuple[Problem, ...]:
    """The tables of which a plan reads or writes rows that its role may not see.

    Args:
        session: as the role that runs the plan.
        steps: the statements; what an earlier one of them changes of row-level security is not taken into account.
    """
    names = sorted({name for step in steps for text in _texts(step) for name in row_tables(text)})
    return tuple(_hidden(*row) for row in session.rows(_HIDDEN, [names])) if names else ()


def _texts(step: Step) -> Iterator[str]:
    """The SQL of a statement that may read or write rows."""
    statement = step.statement
    if statement.batches is not None:
        yield update_keys(statement.batches, (), ())
    elif statement.sql.startswith(_WITH_ROWS):
        yield statement.sql
    if statement.probe is not None:
        yield statement.probe.query


def _hidden(table: str, role: str, relation: str) -> Problem:
    who = f"{role}, {relation}," if relation else role
    return Problem(
        code=ROWS_HIDDEN,
        message=f"row-level security hides rows of {table} from {who} and the plan reads or writes them",
        help=f"ALTER ROLE {quote_identifier(role)} BYPASSRLS, or migrate as a role that has it",
    )
