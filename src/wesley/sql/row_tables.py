"""The tables whose rows a statement reads or writes."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.sql.parse import Tree, kind, parse
from wesley.sql.text import qualified, quote_identifier

# CREATE MATERIALIZED VIEW and CREATE TABLE AS are of the fifth kind.
_WITH_ROWS = (
    "select_stmt",
    "insert_stmt",
    "update_stmt",
    "delete_stmt",
    "create_table_as_stmt",
    "refresh_mat_view_stmt",
)


def row_tables(sql: str) -> tuple[str, ...]:
    """The tables and views whose names stand in statements that read or write rows, as SQL and sorted.

    Args:
        sql: statements; those of other kinds are passed over.

    Raises:
        SqlError: the text is no SQL.
    """
    statements = (each.stmt for each in parse(sql).stmts)
    return tuple(sorted({name for one in statements if kind(one) in _WITH_ROWS for name in _names(one)}))


def _names(tree: Tree) -> Iterator[str]:
    if tree.DESCRIPTOR.name == "RangeVar":
        yield qualified(tree.schemaname, tree.relname) if tree.schemaname else quote_identifier(tree.relname)
    for field, value in tree.ListFields():
        if field.message_type is not None:
            for child in (value,) if hasattr(value, "ListFields") else value:
                yield from _names(child)
