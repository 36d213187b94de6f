"""INSERT, UPDATE and DELETE of the reference rows that belong to a schema."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from wesley.ir.table import Rows
from wesley.sql.nodes import list_of, relation, string_constant
from wesley.sql.parse import Tree
from wesley.sql.text import qualified, quote_identifier, quote_literal
from wesley.sql.tree import statement

Pair: TypeAlias = "tuple[str, str]"
"""A column and its value, as text; or two names."""


def insert_rows(schema: str, table: str, rows: Rows) -> Tree:
    """INSERT of all rows; PostgreSQL reads each value, given as text, as its column's type."""
    return statement(
        "INSERT INTO __table (__columns) VALUES ('__row')",
        table=relation(schema, table),
        columns=[_target(name) for name in rows.columns],
        row=[list_of(map(string_constant, row)) for row in rows.values],
    )


def insert_missing_rows(schema: str, table: str, rows: Rows) -> Tree:
    """INSERT of the rows that are not there: ON CONFLICT DO NOTHING."""
    tree = statement("INSERT INTO t VALUES (1) ON CONFLICT DO NOTHING")
    inserted = insert_rows(schema, table, rows)
    inserted.stmts[0].stmt.insert_stmt.on_conflict_clause.CopyFrom(tree.stmts[0].stmt.insert_stmt.on_conflict_clause)
    return inserted


def insert_selected(into: Pair, source: Pair, columns: Iterable[Pair]) -> Tree:
    """INSERT ... SELECT of all rows of another table.

    Args:
        into: schema and name of the table that gets the rows.
        source: schema and name of the table that has them.
        columns: each column of the first with that of the second, at least one.
    """
    pairs = tuple(columns)
    return statement(
        "INSERT INTO __table (__columns) SELECT __value FROM __source",
        table=relation(*into),
        columns=[_target(name) for name, _ in pairs],
        value=[_value(name) for _, name in pairs],
        source=relation(*source),
    )


def update_row(schema: str, table: str, key: Iterable[Pair], values: Iterable[Pair]) -> str:
    """UPDATE of one row, as text.

    Args:
        schema, table: the table.
        key: columns and values of its key, at least one.
        values: columns and their new values, at least one.
    """
    name = qualified(schema, table)
    return f"UPDATE {name} SET {', '.join(_equal(values))} WHERE {' AND '.join(_equal(key))};"  # noqa: S608 - quoted


def delete_row(schema: str, table: str, key: Iterable[Pair]) -> str:
    """DELETE of one row, as text, by columns and values of its key, at least one."""
    return f"DELETE FROM {qualified(schema, table)} WHERE {' AND '.join(_equal(key))};"  # noqa: S608 - quoted


def _equal(pairs: Iterable[Pair]) -> Iterator[str]:
    return (f"{quote_identifier(column)} = {quote_literal(value)}" for column, value in pairs)


def _value(name: str) -> Tree:
    return statement("SELECT __name", name=name).stmts[0].stmt.select_stmt.target_list[0]


def _target(name: str) -> Tree:
    tree = statement("INSERT INTO t (__name) VALUES (1)", name=name)
    return tree.stmts[0].stmt.insert_stmt.cols[0]
