"""Create a table, with its columns, its key, uniques, checks and exclusions.

Foreign keys, indexes, triggers, policies, grants and comments are changes of their own: they find the table there.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from wesley.changes.change import Change, Kind
from wesley.changes.edit import put
from wesley.changes.pairs import only_in
from wesley.changes.situation import Situation
from wesley.changes.statement import RelationName, Statement
from wesley.ir.column import Column
from wesley.ir.schema import Physical
from wesley.ir.table import Table
from wesley.sql.ddl.table import create_table
from wesley.sql.deparse import to_sql


class CreateTable(Change, frozen=True, kw_only=True):
    """CREATE TABLE; `table` is bare: what other changes add is not in it."""

    table: Table

    def title(self) -> str:
        return f"Create table {self.table.schema}.{self.table.name}"

    def apply(self, schema: Physical) -> Physical:
        return put(schema, "tables", self.table)

    def touches(self) -> tuple[RelationName, ...]:
        return (RelationName(schema=self.table.schema, name=self.table.name),)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        return (
            Statement(
                sql=to_sql(create_table(self.table)),
                why="A new table is empty and unknown to every client, so its columns, key, uniques and checks cost "
                "nothing in CREATE TABLE itself.",
            ),
        )


def bare(table: Table) -> Table:
    """The table with only what CREATE TABLE writes."""
    partitioning = table.partitioning and replace(table.partitioning, partitions=())
    return replace(
        table,
        columns=tuple(_bare_column(column) for column in table.columns),
        checks=tuple(check for check in table.checks if check.valid),
        foreign_keys=(),
        indexes=(),
        triggers=(),
        policies=(),
        row_security=False,
        force_row_security=False,
        partitioning=partitioning,
        rows=None,
        comment=None,
        grants=(),
    )


def _bare_column(column: Column) -> Column:
    unproved = not column.nullable and not column.not_null_valid
    return replace(
        column,
        nullable=column.nullable or unproved,
        not_null_valid=True,
        comment=None,
        storage=None,
        statistics=None,
    )


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    for table in only_in(new.tables, old.tables):
        yield CreateTable(table=bare(table))


KIND = Kind("create-table", _detect)
