"""Replace a policy by one for another command, of the other kind, or with fewer conditions."""

from __future__ import annotations

from wesley.changes.change import TableChange
from wesley.changes.edit import put_member
from wesley.changes.lock import Lock, locks_on
from wesley.changes.situation import Situation
from wesley.changes.statement import Statement
from wesley.ir.policy import Policy
from wesley.ir.schema import Physical
from wesley.sql.ddl.alter_policy import drop_policy
from wesley.sql.ddl.policy import create_policy
from wesley.sql.deparse import to_sql

_WHY = (
    "ALTER POLICY can change neither the command nor PERMISSIVE, and takes no condition away. Both statements are in "
    "one transaction, so nobody reads the table without the policy."
)


class ReplacePolicy(TableChange, frozen=True, kw_only=True):
    """DROP POLICY and CREATE POLICY in one transaction; `policy` as it is afterwards."""

    policy: Policy

    def title(self) -> str:
        return f"Replace policy {self.policy.name} on {self.schema}.{self.table}"

    def apply(self, schema: Physical) -> Physical:
        return put_member(schema, self.schema, self.table, "policies", self.policy)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        locks = locks_on(self.schema, self.table, Lock.ACCESS_EXCLUSIVE)
        trees = (
            drop_policy(self.schema, self.table, self.policy.name),
            create_policy(self.schema, self.table, self.policy),
        )
        return tuple(Statement(sql=to_sql(tree), why=_WHY, locks=locks) for tree in trees)


def can_be_altered(old: Policy, new: Policy) -> bool:
    """True when ALTER POLICY leads from one policy to another of the same name."""
    loses = (old.using is not None and new.using is None) or (old.check is not None and new.check is None)
    return (old.command, old.permissive) == (new.command, new.permissive) and not loses
