"""Drop a column."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from wesley.changes.change import Change, Kind, TableChange
from wesley.changes.codes import COLUMN_IN_USE
from wesley.changes.column_users import column_users
from wesley.changes.drop_not_null import DropNotNull, in_primary_key
from wesley.changes.edit import edit_table, remove, remove_member, the_column, the_table
from wesley.changes.grants import grouped, privileges
from wesley.changes.lock import Lock, RelationLock, access_exclusive
from wesley.changes.own_names import is_dropped, is_old, old_name
from wesley.changes.pairs import common_tables, only_in
from wesley.changes.relations import family_locks
from wesley.changes.set_identity import owned_sequence
from wesley.changes.situation import Situation
from wesley.changes.statement import RelationName, Statement
from wesley.changes.value_source import gives_value
from wesley.ir.column import Column
from wesley.ir.schema import Physical
from wesley.ir.table import Table
from wesley.problems.problem import Problem, WesleyError
from wesley.sql.ddl.alter_column import drop_column
from wesley.sql.deparse import to_sql
from wesley.sql.type_change import type_change

_IN_USE = "It is left for last because the application in use reads and writes the column. "
_OUT_OF_SIGHT = "An earlier plan has moved it out of sight: no application knows it. "
_MARKED = "PostgreSQL marks it as dropped in the catalog and touches no row; its values cannot be read any more."
# As many earlier moves of one column, whose contract was not run, are looked for.
_MOST_LEFT = 10


class DropColumn(TableChange, frozen=True, kw_only=True):
    """ALTER TABLE ... DROP COLUMN; a sequence that belongs to the column goes with it, and the privileges on it.

    Args:
        column: its name.
        kept: the side table, `schema.name`, that holds what was in it; empty when there is none.
    """

    contract: ClassVar[bool] = True

    column: str
    kept: str = ""

    def title(self) -> str:
        return f"Drop column {self.column} of {self.schema}.{self.table}"

    def apply(self, schema: Physical) -> Physical:
        while (sequence := owned_sequence(schema, self.schema, self.table, self.column)) is not None:
            schema = remove(schema, "sequences", sequence.schema, sequence.name)
        schema = remove_member(schema, self.schema, self.table, "columns", self.column)
        grants = the_table(schema, self.schema, self.table).grants
        if not any(self.column in grant.columns for grant in grants):
            return schema
        left = (each for each in privileges(grants) if each[2] != self.column)
        return edit_table(schema, self.schema, self.table, grants=grouped(left))

    def online(self, situation: Situation) -> tuple[Change, ...]:
        """The new application does not write the column, so it must not be required when both applications run."""
        column = the_column(situation.before, self.schema, self.table, self.column)
        table = the_table(situation.before, self.schema, self.table)
        if column.nullable or gives_value(column) or in_primary_key(table, self.column):
            return (self,)
        return (DropNotNull(schema=self.schema, table=self.table, column=self.column), self)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        self.refuse_users(situation.before)
        before = situation.before
        return (
            Statement(
                sql=to_sql(drop_column(self.schema, self.table, self.column)),
                why=(_OUT_OF_SIGHT if is_dropped(self.column) else _IN_USE) + _MARKED,
                locks=(*family_locks(before, self.schema, self.table, Lock.ACCESS_EXCLUSIVE), *self._sequence(before)),
                loses=self._loses(before),
                keeps=(self.kept,) if self.kept else (),
                breaks_prepared=(RelationName(schema=self.schema, name=self.table),),
            ),
        )

    def _sequence(self, before: Physical) -> tuple[RelationLock, ...]:
        """The lock on the sequence that goes with the column."""
        sequence = owned_sequence(before, self.schema, self.table, self.column)
        return () if sequence is None else (access_exclusive(sequence.schema, sequence.name),)

    def _loses(self, before: Physical) -> tuple[str, ...]:
        """What nobody can bring back; what is computed, or lives on in another column, is not lost."""
        column = the_column(before, self.schema, self.table, self.column)
        if self.kept or column.generated is not None:
            return ()
        name = outlived(before, the_table(before, self.schema, self.table), column)
        return () if name is None else (f"{self.schema}.{self.table}.{name}",)

    def refuse_users(self, before: Physical) -> None:
        """Refuse to take the column away from what stands on it.

        Raises:
            WesleyError: something does.
        """
        table = the_table(before, self.schema, self.table)
        users = column_users(before, table, self.column)
        if users:
            raise WesleyError(
                Problem(
                    code=COLUMN_IN_USE,
                    message=f"{self.schema}.{self.table}.{self.column} cannot be dropped: "
                    f"{', '.join(users)} still {'stands' if len(users) == 1 else 'stand'} on it",
                    origin=the_column(before, self.schema, self.table, self.column).origin,
                    help="take the column out of what stands on it, too",
                )
            )


def outlived(schema: Physical, table: Table, column: Column) -> str | None:
    """The name of the column whose values go with this one; None when all live on in its successor.

    The successor of another type has the same values only as far as its type can hold them.
    """
    if not is_old(column.name):
        return column.name
    successor = _successor(table, column.name)
    if successor is None:
        return column.name
    change = type_change(
        column.type,
        successor.type,
        old_collation=column.collation,
        new_collation=successor.collation,
        domains=schema.domains,
        enums=schema.enums,
    )
    return successor.name if change.lossy else None


def _successor(table: Table, old: str) -> Column | None:
    """The column that took the place of one which has a name of `old_name` now; that may be numbered."""
    for number in range(1, _MOST_LEFT):
        ending = "" if number == 1 else f"_{number}"
        for column in table.columns:
            if old_name(column.name + ending) == old:
                return column
    return None


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    for before, after in common_tables(old, new):
        for column in sorted(only_in(before.columns, after.columns), key=_order):
            yield DropColumn(schema=after.schema, table=after.name, column=column.name)


def _order(column: Column) -> bool:
    """What is computed goes before what it is computed of."""
    return column.generated is None


KIND = Kind("drop-column", _detect)
