"""The rows of lookup tables."""

from __future__ import annotations

from wesley.ir.table import Rows, Table
from wesley.postgres.session import Session
from wesley.sql.text import qualified, quote_identifier

_ROWS = "SELECT {number}, ARRAY[{values}]::text[], ctid FROM ONLY {table}"


def read_lookups(session: Session, tables: tuple[Table, ...]) -> dict[tuple[str, str], Rows]:
    """The rows of tables, all with one query, in the order in which they are stored.

    A row that was inserted later, or changed, stands last. A row with a null in it is none that a schema can hold, and
    is left out.

    Args:
        session: the server.
        tables: the tables; without any there is no query.

    Raises:
        StatementError: the server refused it.
    """
    if not tables:
        return {}
    sql = "\nUNION ALL\n".join(_select(number, table) for number, table in enumerate(tables))
    found: list[list[tuple[str, ...]]] = [[] for _ in tables]
    for number, values, _ in session.rows(f"{sql}\nORDER BY 1, 3"):
        if None not in values:
            found[number].append(tuple(values))
    return {
        (table.schema, table.name): Rows(columns=tuple(column.name for column in table.in_order()), values=tuple(rows))
        for table, rows in zip(tables, found, strict=True)
    }


def _select(number: int, table: Table) -> str:
    values = ", ".join(f"{quote_identifier(column.name)}::text" for column in table.in_order())
    return _ROWS.format(number=number, values=values, table=qualified(table.schema, table.name))
