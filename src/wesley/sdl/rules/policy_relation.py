"""A policy reads a table whose name is ambiguous, or its own table."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.ir.expression import Expression
from wesley.ir.policy import Policy
from wesley.ir.table import Table
from wesley.problems.problem import Code, Problem
from wesley.sdl.rule import Rule, Subject
from wesley.sql.text import qualified


def check(subject: Subject) -> Iterator[Problem]:
    """Look at every policy; an expression that several policies share is reported once."""
    seen: set[tuple[tuple[str, int, int], str]] = set()
    for table in subject.schema.physical.tables:
        for policy in table.policies:
            for expression in _conditions(policy):
                for name in expression.relations:
                    mark = (expression.origin.place(), name)
                    problem = _problem(table, expression, name)
                    if problem is not None and mark not in seen:
                        seen.add(mark)
                        yield problem


def _conditions(policy: Policy) -> tuple[Expression, ...]:
    return tuple(expression for expression in (policy.using, policy.check) if expression is not None)


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
