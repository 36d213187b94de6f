"""COMMENT ON."""

from __future__ import annotations

from wesley.sql.nodes import function
from wesley.sql.parse import Tree
from wesley.sql.tree import statement


def comment_on_table(schema: str, table: str, text: str) -> Tree:
    """COMMENT ON TABLE."""
    return statement("COMMENT ON TABLE __schema.__table IS '__text'", schema=schema, table=table, text=text)


def comment_on_column(schema: str, table: str, column: str, text: str) -> Tree:
    """COMMENT ON COLUMN."""
    return statement(
        "COMMENT ON COLUMN __schema.__table.__column IS '__text'", schema=schema, table=table, column=column, text=text
    )


def comment_on_type(schema: str, name: str, text: str) -> Tree:
    """COMMENT ON TYPE."""
    return statement("COMMENT ON TYPE __schema.__name IS '__text'", schema=schema, name=name, text=text)


def comment_on_index(schema: str, name: str, text: str) -> Tree:
    """COMMENT ON INDEX."""
    return statement("COMMENT ON INDEX __schema.__name IS '__text'", schema=schema, name=name, text=text)


def comment_on_view(schema: str, name: str, text: str, *, materialized: bool) -> Tree:
    """COMMENT ON VIEW or MATERIALIZED VIEW."""
    kind = "MATERIALIZED VIEW" if materialized else "VIEW"
    return statement(f"COMMENT ON {kind} __schema.__name IS '__text'", schema=schema, name=name, text=text)


def comment_on_function(schema: str, name: str, arguments: str, text: str) -> Tree:
    """COMMENT ON FUNCTION.

    Args:
        schema, name: the function.
        arguments: as `pg_get_function_identity_arguments()` prints them.
        text: the comment.
    """
    return statement(
        "COMMENT ON FUNCTION __function() IS '__text'", function=function(schema, name, arguments), text=text
    )
