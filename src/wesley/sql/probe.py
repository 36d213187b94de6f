"""Read-only queries that tell beforehand whether a statement would fail on the rows that are there."""

from __future__ import annotations

from wesley.sql.deparse import to_sql
from wesley.sql.nodes import expression, relation
from wesley.sql.tree import statement


def rows_against(schema: str, table: str, condition: str) -> str:
    """Up to five rows for which a condition is false; NULL counts as true, as it does in a check constraint."""
    return to_sql(
        statement(
            "SELECT * FROM __table WHERE NOT (__condition) LIMIT 5",
            table=relation(schema, table),
            condition=expression(condition),
        )
    )
