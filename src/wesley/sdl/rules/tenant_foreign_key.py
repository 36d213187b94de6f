"""A foreign key cannot keep tenants apart in the way that is asked for."""

from __future__ import annotations

from wesley.problems.problem import Code
from wesley.sdl.rule import Rule

_TENANTS = (
    'type Project @table @tenant(column: "orgId") {\n  id: ID! @primaryKey\n  orgId: UUID!\n}\n\n'
    'type Task @table @tenant(column: "orgId") {\n  id: ID! @primaryKey\n  orgId: UUID!\n'
    '  projectId: ID @foreignKey(ref: "Project.id", '
)

TENANT_FOREIGN_KEY = Rule(
    Code(
        code="E503",
        name="tenant-foreign-key",
        summary="A foreign key cannot keep tenants apart in the way that is asked for.",
        why="Foreign keys are checked past row-level security (PostgreSQL manual, 5.9), so a key between two tables "
        "of tenants includes the tenant column: else a row could refer to a row of another tenant, and the error "
        "would tell whether that exists. ON UPDATE SET NULL would set the tenant column to null as well.",
        bad=_TENANTS + "onUpdate: SET_NULL)\n}",
        good=_TENANTS + "onUpdate: CASCADE)\n}",
    )
)
