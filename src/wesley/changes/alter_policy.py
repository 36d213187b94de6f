"""Change the roles or the conditions of a policy, or its name."""

from __future__ import annotations

from msgspec.structs import replace

from wesley.changes.change import TableChange
from wesley.changes.edit import find_member, put_member, remove_member
from wesley.changes.lock import Lock, locks_on
from wesley.changes.situation import Situation
from wesley.changes.statement import Statement
from wesley.ir.policy import Policy
from wesley.ir.schema import Physical
from wesley.sql.ddl.alter_policy import alter_policy, rename_policy
from wesley.sql.deparse import to_sql


class AlterPolicy(TableChange, frozen=True, kw_only=True):
    """ALTER POLICY; `policy` as it is afterwards."""

    policy: Policy

    def title(self) -> str:
        return f"Change policy {self.policy.name} on {self.schema}.{self.table}"

    def apply(self, schema: Physical) -> Physical:
        return put_member(schema, self.schema, self.table, "policies", self.policy)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        return (
            Statement(
                sql=to_sql(alter_policy(self.schema, self.table, self.policy)),
                why="ALTER POLICY changes roles and conditions in place: at no moment is the policy not there.",
                locks=locks_on(self.schema, self.table, Lock.ACCESS_EXCLUSIVE),
            ),
        )


class RenamePolicy(TableChange, frozen=True, kw_only=True):
    """ALTER POLICY ... RENAME TO."""

    name: str
    to: str

    def title(self) -> str:
        return f"Rename policy {self.name} on {self.schema}.{self.table} to {self.to}"

    def apply(self, schema: Physical) -> Physical:
        policy = find_member(schema, self.schema, self.table, "policies", self.name)
        schema = remove_member(schema, self.schema, self.table, "policies", self.name)
        return put_member(schema, self.schema, self.table, "policies", replace(policy, name=self.to))

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        return (
            Statement(
                sql=to_sql(rename_policy(self.schema, self.table, self.name, self.to)),
                why="A name changes in the catalog; what rows can be seen does not.",
                locks=locks_on(self.schema, self.table, Lock.ACCESS_EXCLUSIVE),
            ),
        )
