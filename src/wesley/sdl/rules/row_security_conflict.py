"""What is said of a table's row-level security contradicts itself."""

from __future__ import annotations

from wesley.problems.problem import Code
from wesley.sdl.rule import Rule

ROW_SECURITY_CONFLICT = Rule(
    Code(
        code="E502",
        name="row-security-conflict",
        summary="What is said of a table's row-level security contradicts itself.",
        why="A policy on a table whose row-level security is off is not applied (PostgreSQL manual, 5.9): the schema "
        "would promise an isolation that is not there. An argument that no policy uses promises something too.",
        bad='type Project @table @tenant(column: "orgId") @rls(enabled: false) {\n  id: ID! @primaryKey\n'
        "  orgId: UUID!\n}",
        good='type Project @table @tenant(column: "orgId") {\n  id: ID! @primaryKey\n  orgId: UUID!\n}',
    )
)
