"""Two things that are said exclude each other."""

from __future__ import annotations

from wesley.problems.problem import Code
from wesley.sdl.rule import Rule

DIRECTIVE_CONFLICT = Rule(
    Code(
        code="E103",
        name="directive-conflict",
        summary="Two directives or arguments exclude each other.",
        why="Only one of the two could hold, and a choice made silently would be wrong half of the time.",
        bad='type User @table {\n  id: ID! @primaryKey\n  name: String! @default(value: "x", expr: "upper(\'x\')")\n}',
        good="type User @table {\n  id: ID! @primaryKey\n  name: String! @default(expr: \"upper('x')\")\n}",
    )
)
