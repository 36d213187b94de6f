"""The conditions of all policies of a schema, for rules that look at them."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from wesley.ir.expression import Expression
from wesley.ir.policy import Policy
from wesley.ir.schema import Schema
from wesley.ir.table import Table


class PolicyCondition(Struct, frozen=True):
    """A condition, and the first policy that has it."""

    table: Table
    policy: Policy
    expression: Expression


def policy_conditions(schema: Schema) -> Iterator[PolicyCondition]:
    """Every condition of every policy; one that was written once and serves several policies comes once."""
    for table in schema.physical.tables:
        seen: set[tuple[str, tuple[str, int, int]]] = set()
        for policy in table.policies:
            for expression in (policy.using, policy.check):
                if expression is None:
                    continue
                mark = (expression.sql, expression.origin.place())
                if mark not in seen:
                    seen.add(mark)
                    yield PolicyCondition(table, policy, expression)
