"""Let a column hold NULL."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.changes.change import Change, Kind, TableChange
from wesley.changes.edit import edit_column, the_column
from wesley.changes.lock import Lock
from wesley.changes.pairs import common_tables, differing
from wesley.changes.relations import family_locks
from wesley.changes.set_not_null import SetNotNull
from wesley.changes.situation import Situation
from wesley.changes.statement import Statement
from wesley.changes.together import Together
from wesley.ir.column import Column
from wesley.ir.schema import Physical
from wesley.ir.table import Table
from wesley.sql.ddl.alter_column import drop_not_null
from wesley.sql.deparse import to_sql


class DropNotNull(TableChange, frozen=True, kw_only=True):
    """ALTER COLUMN ... DROP NOT NULL."""

    column: str

    def title(self) -> str:
        return f"Allow NULL in {self.schema}.{self.table}.{self.column}"

    def apply(self, schema: Physical) -> Physical:
        return edit_column(schema, self.schema, self.table, self.column, nullable=True, not_null_valid=True)

    def online(self, situation: Situation) -> tuple[Change, ...]:
        """An identity is never NULL (CREATE TABLE, `GENERATED ... AS IDENTITY`), so it waits until it is none."""
        if the_column(situation.before, self.schema, self.table, self.column).identity is None:
            return (self,)
        return (Together(changes=(self,), heading=self.title(), deferred=True),)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        return (
            Statement(
                sql=to_sql(drop_not_null(self.schema, self.table, self.column)),
                why="The new application may leave the column empty, and no row has to be read to allow it. The "
                "application in use writes as before; it must cope with a NULL that the new one writes.",
                locks=family_locks(situation.before, self.schema, self.table, Lock.ACCESS_EXCLUSIVE),
            ),
        )


def in_primary_key(table: Table, column: str) -> bool:
    """True when the primary key keeps the column NOT NULL: PostgreSQL refuses to drop it then."""
    return table.primary_key is not None and column in table.primary_key.columns


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    for table, wanted in common_tables(old, new):
        for before, after in differing(table.columns, wanted.columns):
            if not before.nullable and after.nullable and not in_primary_key(table, after.name):
                yield DropNotNull(schema=wanted.schema, table=wanted.name, column=after.name)
            elif _is_unproved(before, after):
                yield _unproved(wanted, after.name)


def _is_unproved(before: Column, after: Column) -> bool:
    """True when what was proved shall be NOT VALID: the way back from a validation."""
    return not before.nullable and not after.nullable and before.not_null_valid and not after.not_null_valid


def _unproved(table: Table, column: str) -> Change:
    dropped = DropNotNull(schema=table.schema, table=table.name, column=column)
    added = SetNotNull(schema=table.schema, table=table.name, column=column, valid=False)
    heading = f"Make NOT NULL of {table.schema}.{table.name}.{column} NOT VALID"
    return Together(changes=(dropped, added), heading=heading)


KIND = Kind("drop-not-null", _detect)
