"""A SQL text names a column that its table does not have."""

from __future__ import annotations

from wesley.problems.problem import Code
from wesley.sdl.rule import Rule

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
