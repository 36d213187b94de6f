"""ALTER POLICY, DROP POLICY, and the switches of row-level security turned off."""

from __future__ import annotations

from wesley.ir.policy import Policy
from wesley.sql.nodes import expression, relation, role
from wesley.sql.parse import Tree
from wesley.sql.tree import Filling, statement


def alter_policy(schema: str, table: str, policy: Policy) -> Tree:
    """ALTER POLICY ... TO ... USING ... WITH CHECK.

    It changes roles and expressions; it can change neither the command nor PERMISSIVE, and take no expression away.
    """
    pattern = "ALTER POLICY __name ON __table TO __roles"
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


def rename_policy(schema: str, table: str, name: str, to: str) -> Tree:
    """ALTER POLICY ... RENAME TO."""
    pattern = "ALTER POLICY __name ON __table RENAME TO __to"
    return statement(pattern, name=name, table=relation(schema, table), to=to)


def drop_policy(schema: str, table: str, name: str) -> Tree:
    """DROP POLICY."""
    return statement("DROP POLICY __name ON __schema.__table", name=name, schema=schema, table=table)


def disable_row_security(schema: str, table: str) -> Tree:
    """ALTER TABLE ... DISABLE ROW LEVEL SECURITY: policies stay and decide nothing."""
    return statement("ALTER TABLE __table DISABLE ROW LEVEL SECURITY", table=relation(schema, table))


def no_force_row_security(schema: str, table: str) -> Tree:
    """ALTER TABLE ... NO FORCE ROW LEVEL SECURITY: policies no longer decide for the owner."""
    return statement("ALTER TABLE __table NO FORCE ROW LEVEL SECURITY", table=relation(schema, table))
