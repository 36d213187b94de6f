"""Row-level security: policies, and the switches on the table."""

from __future__ import annotations

from wesley.ir.policy import Policy
from wesley.sql.nodes import expression, relation, role
from wesley.sql.parse import Tree
from wesley.sql.tree import Filling, statement


def create_policy(schema: str, table: str, policy: Policy) -> Tree:
    """CREATE POLICY."""
    mode = "PERMISSIVE" if policy.permissive else "RESTRICTIVE"
    pattern = f"CREATE POLICY __name ON __table AS {mode} FOR {policy.command.value} TO __roles"
    fillings: dict[str, Filling] = {
        "name": policy.name,
        "table": relation(schema, table),
        "roles": [role(name) for name in policy.roles],
    }
    if policy.using is not None:
        pattern += " USING (__using)"
        fillings["using"] = expression(policy.using.sql)
    if policy.check is not None:
        pattern += " WITH CHECK (__check)"
        fillings["check"] = expression(policy.check.sql)
    return statement(pattern, **fillings)


def enable_row_security(schema: str, table: str) -> Tree:
    """ALTER TABLE ... ENABLE ROW LEVEL SECURITY: policies decide for everybody but the owner."""
    return statement("ALTER TABLE __table ENABLE ROW LEVEL SECURITY", table=relation(schema, table))


def force_row_security(schema: str, table: str) -> Tree:
    """ALTER TABLE ... FORCE ROW LEVEL SECURITY: policies decide for the owner too."""
    return statement("ALTER TABLE __table FORCE ROW LEVEL SECURITY", table=relation(schema, table))
