"""A SQL text does not parse, or has a shape that is not allowed where it stands."""

from __future__ import annotations

from wesley.problems.problem import Code
from wesley.sdl.rule import Rule

SQL_SYNTAX = Rule(
    Code(
        code="E401",
        name="sql-syntax",
        summary="A SQL text does not parse, or has a shape that is not allowed where it stands.",
        why="PostgreSQL accepts no subquery, aggregate or parameter in a check, a default or an index (manual, CREATE "
        "TABLE and CREATE INDEX), and one expression must stay one expression: nothing may follow it.",
        bad='type Order @table {\n  id: ID! @primaryKey\n  total: Decimal! @check(expr: "total > (SELECT 1)")\n}',
        good='type Order @table {\n  id: ID! @primaryKey\n  total: Decimal! @check(expr: "total > 0")\n}',
    )
)
