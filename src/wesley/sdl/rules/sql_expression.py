"""A SQL text does not parse, has a shape that is not allowed where it stands, or names a column that is not there."""

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

SQL_COLUMN = Rule(
    Code(
        code="E402",
        name="sql-column",
        summary="A SQL text names a column that its table does not have.",
        why="SQL texts use database names: the field `unitPrice` is the column `unit_price`.",
        bad='type Order @table {\n  id: ID! @primaryKey\n  unitPrice: Decimal! @check(expr: "price > 0")\n}',
        good='type Order @table {\n  id: ID! @primaryKey\n  unitPrice: Decimal! @check(expr: "unit_price > 0")\n}',
    )
)
