"""VALIDATE CONSTRAINT of a NOT NULL whose name is not known (PostgreSQL 18)."""

from __future__ import annotations

from wesley.sql.parse import Tree
from wesley.sql.text import qualified, quote_literal
from wesley.sql.tree import statement


def validate_not_null(schema: str, table: str, column: str) -> Tree:
    """A DO block that validates the NOT NULL of a column, whatever its name is.

    PostgreSQL names it after table and column, and keeps the name when these get other ones (measured on 18).

    Args:
        schema, table, column: the column; it has a NOT NULL.
    """
    name = qualified(schema, table)
    validate = quote_literal(f"ALTER TABLE {name.replace('%', '%%')} VALIDATE CONSTRAINT %I")
    body = f"""
BEGIN
    EXECUTE (
        SELECT pg_catalog.format({validate}, n.conname)
        FROM pg_catalog.pg_constraint AS n JOIN pg_catalog.pg_attribute AS a
            ON a.attrelid = n.conrelid AND a.attnum = n.conkey[1]
        WHERE n.contype = 'n' AND n.conrelid = {quote_literal(name)}::regclass AND a.attname = {quote_literal(column)}
    );
END
"""  # noqa: S608 - names are quoted
    return statement("DO '__body'", body=body)
