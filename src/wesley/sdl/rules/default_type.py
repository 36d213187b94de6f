"""A default is no value of its column's type."""

from __future__ import annotations

from wesley.problems.problem import Code
from wesley.sdl.rule import Rule

DEFAULT_TYPE = Rule(
    Code(
        code="E307",
        name="default-type",
        summary="A default is no value of its column's type.",
        why="PostgreSQL refuses some of them at once and others only when a row needs them. `'now()'` as a string is "
        "worse: it is read once, when the column is made, and every row gets that moment (manual, 8.5.1.4).",
        bad='type Post @table {\n  id: ID! @primaryKey\n  at: DateTime! @default(value: "now()")\n}',
        good='type Post @table {\n  id: ID! @primaryKey\n  at: DateTime! @default(expr: "now()")\n}',
    )
)
