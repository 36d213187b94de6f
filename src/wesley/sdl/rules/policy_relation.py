"""A policy reads a table whose name is ambiguous, or its own table."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.ir.expression import Expression
from wesley.ir.table import Table
from wesley.problems.problem import Code, Problem
from wesley.sdl.rule import Rule, Subject
from wesley.sdl.security.policy_conditions import policy_conditions
from wesley.sql.text import qualified


def check(subject: Subject) -> Iterator[Problem]:
    """Look at every condition of every policy."""
    for condition in policy_conditions(subject.schema):
        for name in condition.expression.relations:
            problem = _problem(condition.table, condition.expression, name)
            if problem is not None:
                yield problem


def _problem(table: Table, expression: Expression, name: str) -> Problem | None:
    if name == qualified(table.schema, table.name):
        return Problem(
            code=POLICY_RELATION.code,
            message=f"a policy of `{table.name}` reads `{table.name}` itself: PostgreSQL stops at the recursion",
            origin=expression.origin,
            help="read another table, or call a SECURITY DEFINER function that does",
        )
    if "." in name:
        return None
    return Problem(
        code=POLICY_RELATION.code,
        message=f"the policy reads `{name}` without saying in which schema",
        origin=expression.origin,
        help=f"write `{table.schema}.{name}`: else the search path of whoever creates the policy decides",
    )


POLICY_RELATION = Rule(
    Code(
        code="E505",
        name="policy-relation",
        summary="A policy reads a table without naming its schema, or reads its own table.",
        why="Which table a bare name means is decided by the search path of the session that creates the policy, and "
        'a policy that reads its own table fails for every query with "infinite recursion detected" (SQLSTATE 42P17).',
        bad='type Project @table @rls(select: "id IN (SELECT project_id FROM memberships)") {\n'
        "  id: ID! @primaryKey\n}",
        good='type Project @table @rls(select: "id IN (SELECT project_id FROM public.memberships)") {\n'
        "  id: ID! @primaryKey\n}",
    ),
    check,
)
