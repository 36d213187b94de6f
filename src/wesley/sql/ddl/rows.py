"""INSERT of the reference rows that belong to a schema."""

from __future__ import annotations

from wesley.ir.table import Rows
from wesley.sql.nodes import list_of, relation, string_constant
from wesley.sql.parse import Tree
from wesley.sql.tree import statement


def insert_rows(schema: str, table: str, rows: Rows) -> Tree:
    """INSERT of all rows; PostgreSQL reads each value, given as text, as its column's type."""
    return statement(
        "INSERT INTO __table (__columns) VALUES ('__row')",
        table=relation(schema, table),
        columns=[_target(name) for name in rows.columns],
        row=[list_of(map(string_constant, row)) for row in rows.values],
    )


def _target(name: str) -> Tree:
    tree = statement("INSERT INTO t (__name) VALUES (1)", name=name)
    return tree.stmts[0].stmt.insert_stmt.cols[0]
