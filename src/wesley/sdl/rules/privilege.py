"""A privilege that cannot be granted here."""

from __future__ import annotations

from wesley.problems.problem import Code
from wesley.sdl.rule import Rule

PRIVILEGE = Rule(
    Code(
        code="E507",
        name="privilege",
        summary="A privilege is granted that this object does not have, or that would open what is closed.",
        why="TRUNCATE is not subject to row-level security (PostgreSQL manual, 5.9): who may truncate a table can "
        "empty it for every tenant. DELETE and TRUNCATE are about whole rows, never about columns, and a "
        "`@readonly` field is not updated.",
        bad='type Project @table @tenant(column: "orgId") @grant(roles: ["app_user"], privileges: [TRUNCATE]) {\n'
        "  id: ID! @primaryKey\n  orgId: UUID!\n}",
        good='type Project @table @tenant(column: "orgId") @grant(roles: ["app_user"], privileges: [SELECT]) {\n'
        "  id: ID! @primaryKey\n  orgId: UUID!\n}",
    )
)
