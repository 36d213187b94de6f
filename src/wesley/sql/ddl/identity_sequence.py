"""The sequence of an identity column: PostgreSQL names it, and the name outlives those of table and column.

So it is asked for by its column, `pg_get_serial_sequence` (manual, "System Catalog Information Functions", 9.27).
"""

from __future__ import annotations

from wesley.sql.parse import Tree
from wesley.sql.text import qualified, quote_identifier, quote_literal
from wesley.sql.tree import statement

# `pg_sequence_last_value` gives NULL for a sequence that never gave a value. What it then gives first may have been
# set (ALTER SEQUENCE ... RESTART), and only the sequence itself can tell; one that is used up gives nothing more.
_CONTINUE = (
    "SELECT pg_catalog.setval(its.new, coalesce(last.value, pg_catalog.nextval(its.old)), last.value IS NOT NULL)"
    " FROM (SELECT pg_catalog.pg_get_serial_sequence('__of', '__column')::regclass AS old,"
    " pg_catalog.pg_get_serial_sequence('__of', '__to')::regclass AS new) AS its,"
    " pg_catalog.pg_sequence_last_value(its.old) AS last (value)"
)


def continue_other(schema: str, table: str, column: str, to: str) -> Tree:
    """The sequence of one identity column goes on where that of another one stands, which gives no value any more.

    Args:
        schema, table: the table of both.
        column: the column whose sequence stands somewhere.
        to: the column whose sequence goes on there.
    """
    return statement(_CONTINUE, of=qualified(schema, table), column=column, to=to)


def rename_sequence_of(schema: str, table: str, column: str, to: str) -> Tree:
    """A DO block that renames the sequence of an identity column, unless a relation has the name already.

    Args:
        schema, table, column: the column.
        to: the name that the sequence gets.
    """
    wanted = quote_literal(qualified(schema, to))
    of = f"{quote_literal(qualified(schema, table))}, {quote_literal(column)}"
    rename = quote_literal(f"ALTER SEQUENCE %s RENAME TO {quote_identifier(to).replace('%', '%%')}")
    body = f"""
BEGIN
    IF pg_catalog.to_regclass({wanted}) IS NULL THEN
        EXECUTE pg_catalog.format({rename}, pg_catalog.pg_get_serial_sequence({of}));
    END IF;
END
"""
    return statement("DO '__body'", body=body)
