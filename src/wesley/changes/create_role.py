"""Create a role that policies or grants name."""

from __future__ import annotations

from wesley.changes.change import Change
from wesley.changes.situation import Situation
from wesley.changes.statement import RelationName, Statement
from wesley.ir.access import Role
from wesley.ir.schema import Physical
from wesley.sql.ddl.role import create_role
from wesley.sql.deparse import to_sql


class CreateRole(Change, frozen=True, kw_only=True):
    """CREATE ROLE ... NOLOGIN where it is missing. Roles are the cluster's: no schema of a database holds them."""

    role: Role

    def title(self) -> str:
        return f"Create role {self.role.name} where it is missing"

    def apply(self, schema: Physical) -> Physical:
        return schema

    def touches(self) -> tuple[RelationName, ...]:
        return ()

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        return (
            Statement(
                sql=to_sql(create_role(self.role)),
                why="Policies and grants name it. It cannot log in: give it to the accounts of your application. No "
                "plan drops a role, as other databases of the cluster may use it.",
                manual="Who may not create roles can let somebody else do it first; where it exists nothing is done.",
            ),
        )
