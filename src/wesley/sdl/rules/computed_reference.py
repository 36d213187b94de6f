"""A computed column is computed from a computed column."""

from __future__ import annotations

from wesley.problems.problem import Code
from wesley.sdl.rule import Rule

COMPUTED_REFERENCE = Rule(
    Code(
        code="E312",
        name="computed-reference",
        summary="A computed column refers to a computed column.",
        why="PostgreSQL refuses a generated column that refers to another one, cycle or not (manual, 5.4). A trigger "
        "would run before a generated column has its value, and perhaps before another trigger. The other way round "
        "is right: a generated column may read what a trigger wrote.",
        bad="type Order @table {\n  id: ID! @primaryKey\n  net: Int!\n"
        '  tax: Int @computed(expr: "net / 5")\n  gross: Int @computed(expr: "net + tax")\n}',
        good="type Order @table {\n  id: ID! @primaryKey\n  net: Int!\n"
        '  tax: Int @computed(expr: "net / 5")\n  gross: Int @computed(expr: "net + net / 5")\n}',
    )
)
