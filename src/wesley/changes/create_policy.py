"""Create a row-level security policy."""

from __future__ import annotations

from wesley.changes.change import TableChange
from wesley.changes.edit import put_member
from wesley.changes.lock import Lock, locks_on
from wesley.changes.situation import Situation
from wesley.changes.statement import Statement
from wesley.ir.policy import Policy
from wesley.ir.schema import Physical
from wesley.sql.ddl.policy import create_policy
from wesley.sql.deparse import to_sql


class CreatePolicy(TableChange, frozen=True, kw_only=True):
    """CREATE POLICY."""

    policy: Policy

    def title(self) -> str:
        return f"Create policy {self.policy.name} on {self.schema}.{self.table}"

    def apply(self, schema: Physical) -> Physical:
        return put_member(schema, self.schema, self.table, "policies", self.policy)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        return (
            Statement(
                sql=to_sql(create_policy(self.schema, self.table, self.policy)),
                why="Policies come before row-level security is switched on: a table that has it and no policy shows "
                "nobody a row.",
                locks=locks_on(self.schema, self.table, Lock.ACCESS_EXCLUSIVE),
            ),
        )
