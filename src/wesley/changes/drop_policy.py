"""Drop a policy."""

from __future__ import annotations

from typing import ClassVar

from wesley.changes.change import TableChange
from wesley.changes.edit import remove_member
from wesley.changes.lock import Lock, locks_on
from wesley.changes.situation import Situation
from wesley.changes.statement import Statement
from wesley.ir.schema import Physical
from wesley.sql.ddl.alter_policy import drop_policy
from wesley.sql.deparse import to_sql


class DropPolicy(TableChange, frozen=True, kw_only=True):
    """DROP POLICY of a permissive policy: rows go out of sight."""

    contract: ClassVar[bool] = True

    name: str

    def title(self) -> str:
        return f"Drop policy {self.name} on {self.schema}.{self.table}"

    def apply(self, schema: Physical) -> Physical:
        return remove_member(schema, self.schema, self.table, "policies", self.name)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        why = "What only this policy shows goes out of sight, so it waits until the application in use is gone."
        return (_dropping(self.schema, self.table, self.name, why),)


class DropRestriction(TableChange, frozen=True, kw_only=True):
    """DROP POLICY of a restrictive policy: what was allowed stays allowed."""

    name: str

    def title(self) -> str:
        return f"Drop restrictive policy {self.name} on {self.schema}.{self.table}"

    def apply(self, schema: Physical) -> Physical:
        return remove_member(schema, self.schema, self.table, "policies", self.name)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        why = "It only took rows away. It goes together with the other changes of the table's policies."
        return (_dropping(self.schema, self.table, self.name, why),)


def _dropping(schema: str, table: str, name: str, why: str) -> Statement:
    locks = locks_on(schema, table, Lock.ACCESS_EXCLUSIVE)
    return Statement(sql=to_sql(drop_policy(schema, table, name)), why=why, locks=locks)
