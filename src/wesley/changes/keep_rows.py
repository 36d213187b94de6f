"""Keep what a column holds in a side table, before the column goes."""

from __future__ import annotations

from typing import ClassVar

from msgspec.structs import replace

from wesley.changes.change import Change, TableChange
from wesley.changes.create_table import CreateTable
from wesley.changes.lock import Lock
from wesley.changes.own_names import KEPT, kept_name
from wesley.changes.relations import family_locks, stored
from wesley.changes.situation import Situation
from wesley.changes.statement import Mode, RelationName, Statement
from wesley.ir.column import Column
from wesley.ir.constraint import PrimaryKey
from wesley.ir.schema import Physical
from wesley.ir.table import Table
from wesley.sql.ddl.rows import insert_selected
from wesley.sql.ddl.table import create_table
from wesley.sql.deparse import to_sql


class CreateSideTable(CreateTable, frozen=True, kw_only=True):
    """CREATE TABLE, when the old application is gone: until then it writes the column."""

    contract: ClassVar[bool] = True

    def title(self) -> str:
        return f"Create side table {self.table.schema}.{self.table.name}"

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        return (
            Statement(
                sql=to_sql(create_table(self.table)),
                why="It takes the key and the value of each row, so that the way back has them. Nobody but its owner "
                "may use it.",
            ),
        )


class KeepRows(TableChange, frozen=True, kw_only=True):
    """INSERT INTO the side table ... SELECT.

    Args:
        key: the columns of the key, in both tables.
        column: the column in the table.
        kept: the column in the side table.
        side: name of the side table.
    """

    contract: ClassVar[bool] = True

    key: tuple[str, ...]
    column: str
    kept: str
    side: str

    def title(self) -> str:
        return f"Keep what is in {self.schema}.{self.table}.{self.column}"

    def apply(self, schema: Physical) -> Physical:
        return schema

    def touches(self) -> tuple[RelationName, ...]:
        return (RelationName(schema=KEPT, name=self.side),)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        pairs = (*((name, name) for name in self.key), (self.kept, self.column))
        place = (self.schema, self.table)
        return (
            Statement(
                sql=to_sql(insert_selected((KEPT, self.side), place, pairs)),
                why="The old application is gone and the new one does not write the column, so nothing changes between "
                "this and the drop. Reads and writes go on meanwhile.",
                locks=family_locks(situation.before, *place, Lock.ACCESS_SHARE),
                mode=Mode.OWN,
                scans=stored(situation.before, *place),
            ),
        )


def side_table(physical: Physical, table: Table, key: tuple[str, ...], column: Column) -> Table:
    """The side table of a column, under a name that is free.

    Args:
        physical: the schema right before.
        table: the table, with the types that the columns of its key have when the column goes.
        key: its key.
        column: the column, under the name that it has in the side table.
    """
    number, name = 1, kept_name(table.name, column.name)
    while physical.table(KEPT, name) is not None:
        number += 1
        name = kept_name(table.name, column.name, str(number))
    columns = (each for each in table.columns if each.name in key)
    return Table(
        schema=KEPT,
        name=name,
        columns=(*(replace(_bare(each), nullable=False) for each in columns), _bare(column)),
        primary_key=PrimaryKey(name=kept_name(name, "pkey"), columns=key),
    )


def kept(table: Table, key: tuple[str, ...], side: Table, column: str, source: str) -> tuple[Change, ...]:
    """The changes that fill the side table.

    Args:
        table: the table.
        key: its key.
        side: from `side_table`.
        column: the column of the side table.
        source: the column of the table that holds the values when the old application is gone.
    """
    names = {"schema": table.schema, "table": table.name}
    return (
        CreateSideTable(table=side),
        KeepRows(**names, key=key, column=source, kept=column, side=side.name),
    )


def _bare(column: Column) -> Column:
    """Name and type alone."""
    return Column(name=column.name, type=column.type, collation=column.collation, position=column.position)
