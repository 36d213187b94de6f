"""COMMENT ON everything that has a description."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.ir.schema import Physical
from wesley.ir.table import Table
from wesley.ir.view import View
from wesley.sql.ddl.comment import (
    comment_on_column,
    comment_on_function,
    comment_on_index,
    comment_on_table,
    comment_on_type,
    comment_on_view,
)
from wesley.targets.postgres.statement import written


def comments(physical: Physical) -> Iterator[str]:
    """The comments of enums, functions, tables and views."""
    for enum in physical.enums:
        if enum.comment is not None:
            yield written(enum.origin, comment_on_type, enum.schema, enum.name, enum.comment)
    for function in physical.functions:
        if function.comment is not None:
            name = (function.schema, function.name, function.arguments)
            yield written(function.origin, comment_on_function, *name, function.comment)
    for table in physical.tables:
        yield from _of_table(table)
    for view in physical.views:
        yield from _of_view(view)


def _of_table(table: Table) -> Iterator[str]:
    if table.comment is not None:
        yield written(table.origin, comment_on_table, table.schema, table.name, table.comment)
    for column in table.in_order():
        if column.comment is not None:
            yield written(column.origin, comment_on_column, table.schema, table.name, column.name, column.comment)
    for index in table.indexes:
        if index.comment is not None:
            yield written(index.origin, comment_on_index, table.schema, index.name, index.comment)


def _of_view(view: View) -> Iterator[str]:
    if view.comment is not None:
        of = comment_on_view
        yield written(view.origin, of, view.schema, view.name, view.comment, materialized=view.materialized)
    for column in view.columns:
        if column.comment is not None:
            yield written(column.origin, comment_on_column, view.schema, view.name, column.name, column.comment)
