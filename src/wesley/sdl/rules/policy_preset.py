"""A preset of a policy, or an option of one, that does not exist or lacks something."""

from __future__ import annotations

from wesley.problems.problem import Code
from wesley.sdl.rule import Rule

POLICY_PRESET = Rule(
    Code(
        code="E504",
        name="policy-preset",
        summary="A preset of a policy does not exist, or it lacks an option or has one too many.",
        why="A preset stands for a condition that is known to be right: owner, tenant, public-read, authenticated, "
        "admin-only, soft-delete, deny. An option that a preset does not know would be ignored.",
        bad='type Note @table @rls(preset: "ownr", options: {column: "userId"}) {\n  id: ID! @primaryKey\n'
        "  userId: UUID!\n}",
        good='type Note @table @rls(preset: "owner", options: {column: "userId"}) {\n  id: ID! @primaryKey\n'
        "  userId: UUID!\n}",
    )
)
