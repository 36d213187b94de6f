"""A name that no role can have, or no role at all where one is needed."""

from __future__ import annotations

from wesley.problems.problem import Code
from wesley.sdl.rule import Rule

ROLE_NAME = Rule(
    Code(
        code="E506",
        name="role-name",
        summary="A role has a name that PostgreSQL keeps for itself, or a list of roles is empty.",
        why="A policy without roles is for every role (PostgreSQL manual, CREATE POLICY), and a quoted `PUBLIC` or "
        "`none` is not what it looks like: `public` is every role, `none` cannot be one (manual, CREATE ROLE).",
        bad='type Note @table @rls(select: "true", roles: ["PUBLIC"]) {\n  id: ID! @primaryKey\n}',
        good='type Note @table @rls(select: "true", roles: ["public"]) {\n  id: ID! @primaryKey\n}',
    )
)
