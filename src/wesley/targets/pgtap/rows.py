"""The rows that are part of the schema: exactly these are in the table."""

from __future__ import annotations

from wesley.ir.table import Table
from wesley.sql.text import quote_identifier, quote_literal
from wesley.targets.pgtap.script import Line, test
from wesley.targets.pgtap.table import real


def reference_rows(table: Table) -> list[Line]:
    """One test for the rows of a lookup table; nothing for other tables."""
    if table.rows is None or not table.rows.values:
        return []
    columns = ", ".join(f"{quote_identifier(name)}::text" for name in table.rows.columns)
    values = ", ".join(f"({', '.join(map(quote_literal, row))})" for row in table.rows.values)
    says = f"{table.name} holds exactly its reference rows"
    return [test(says, "bag_eq", " ".join(("SELECT", columns, "FROM", real(table))), f"VALUES {values}")]
