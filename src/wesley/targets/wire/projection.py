"""The SQL that turns the rows of a table into wire JSON."""

from __future__ import annotations

from wesley.ir.table import Table
from wesley.sql.text import qualified, quote_identifier
from wesley.targets.wire.forms import form_of
from wesley.targets.wire.sql_type import SqlType, parse_type


def wire_query(table: Table) -> str:
    """A SELECT of one column `row`: each row of the table as wire JSON, its keys the database names.

    Args:
        table: the table; its columns' types decide what is cast.
    """
    columns = [_projected(quote_identifier(column.name), parse_type(column.type)) for column in table.in_order()]
    rows = f"SELECT {', '.join(columns)} FROM {qualified(table.schema, table.name)}"  # noqa: S608  # names are quoted
    # row_to_json and not to_jsonb: a column of type json may hold what jsonb refuses, such as \u0000.
    return f"SELECT row_to_json(wire) AS row FROM ({rows}) AS wire"  # noqa: S608


def _projected(name: str, sql_type: SqlType) -> str:
    cast = form_of(sql_type).cast
    return f"{name}::{cast}{'[]' if sql_type.is_array else ''} AS {name}" if cast else name
