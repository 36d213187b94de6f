"""Drop a column softly: give it a name that no application knows, and keep what is in it."""

from __future__ import annotations

from typing import ClassVar

from msgspec.structs import replace

from wesley.changes.change import Change, TableChange
from wesley.changes.drop_column import DropColumn
from wesley.changes.drop_not_null import DropNotNull, in_primary_key
from wesley.changes.edit import put, put_member, remove_member, the_column, the_table
from wesley.changes.lock import Lock
from wesley.changes.own_names import dropped_name
from wesley.changes.relations import family_locks
from wesley.changes.set_identity import owned_sequence
from wesley.changes.situation import Situation
from wesley.changes.statement import RelationName, Statement
from wesley.ir.schema import Physical
from wesley.ir.table import Table
from wesley.sql.ddl.alter_column import rename_column
from wesley.sql.deparse import to_sql

_ASIDE = (
    "It is left for last because the application in use reads and writes the column. The catalog alone changes, no row "
    "is touched: what is in the column stays under a name that no application knows. SELECT * shows it, and it takes "
    "its place on disk until `wesley purge`."
)
_BACK = "The column has kept what was in it; the catalog alone changes, no row is touched."


class RenameKept(TableChange, frozen=True, kw_only=True):
    """ALTER TABLE ... RENAME COLUMN of a column on which nothing else stands.

    Args:
        column, to: the name before and after.
        why: the reason.
    """

    column: str
    to: str
    why: str

    def title(self) -> str:
        return f"Rename {self.schema}.{self.table}.{self.column} to {self.to}"

    def apply(self, schema: Physical) -> Physical:
        place = (self.schema, self.table)
        column = the_column(schema, *place, self.column)
        sequence = owned_sequence(schema, *place, self.column)
        if sequence is not None:
            schema = put(schema, "sequences", replace(sequence, owned_by=(*place, self.to)))
        schema = remove_member(schema, *place, "columns", self.column)
        return put_member(schema, *place, "columns", replace(column, name=self.to))

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        return (
            Statement(
                sql=to_sql(rename_column(self.schema, self.table, self.column, self.to)),
                why=self.why,
                locks=family_locks(situation.before, self.schema, self.table, Lock.ACCESS_EXCLUSIVE),
                breaks_prepared=(RelationName(schema=self.schema, name=self.table),),
            ),
        )


class SoftDropColumn(RenameKept, frozen=True, kw_only=True):
    """The same with everything that may hold up an application which does not know the column taken from it."""

    contract: ClassVar[bool] = True

    why: str = _ASIDE

    def title(self) -> str:
        return f"Drop column {self.column} of {self.schema}.{self.table} softly: it becomes {self.to}"

    def apply(self, schema: Physical) -> Physical:
        schema = super().apply(schema)
        if not self._is_required(schema, self.to):
            return schema
        return DropNotNull(schema=self.schema, table=self.table, column=self.to).apply(schema)

    def online(self, situation: Situation) -> tuple[Change, ...]:
        """The new application does not write the column, so it must not be required when both applications run."""
        if not self._is_required(situation.before, self.column):
            return (self,)
        return (DropNotNull(schema=self.schema, table=self.table, column=self.column), self)

    def _is_required(self, schema: Physical, name: str) -> bool:
        """True for NOT NULL that can go: an identity cannot be without it, nor a primary key."""
        column = the_column(schema, self.schema, self.table, name)
        keyed = in_primary_key(the_table(schema, self.schema, self.table), name)
        return not column.nullable and column.identity is None and not keyed

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        DropColumn(schema=self.schema, table=self.table, column=self.column).refuse_users(situation.before)
        return super().statements(situation)


def softly(table: Table, drop: DropColumn) -> Change:
    """The soft form of a drop. What is computed is dropped: its values can be computed again.

    Args:
        table: the table right before.
        drop: the drop.
    """
    column = table.column(drop.column)
    if column is None or column.generated is not None:
        return drop
    return SoftDropColumn(schema=drop.schema, table=drop.table, column=drop.column, to=_free(table, drop.column))


def brought_back(schema: str, table: str, kept: str, column: str) -> RenameKept:
    """The change that gives a column that was dropped softly its name again."""
    return RenameKept(schema=schema, table=table, column=kept, to=column, why=_BACK)


def _free(table: Table, name: str) -> str:
    """The name for the kept column; numbered where an earlier one of that name was kept."""
    number, free = 1, dropped_name(name)
    while table.column(free) is not None:
        number += 1
        free = dropped_name(f"{name}_{number}")
    return free
