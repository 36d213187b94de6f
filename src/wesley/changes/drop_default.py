"""Take the default of a column away."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from wesley.changes.change import Change, Kind, TableChange
from wesley.changes.edit import edit_column
from wesley.changes.lock import Lock
from wesley.changes.pairs import common_tables, differing
from wesley.changes.relations import family_locks
from wesley.changes.situation import Situation
from wesley.changes.statement import Statement
from wesley.changes.value_source import plain
from wesley.ir.schema import Physical
from wesley.sql.ddl.alter_column import drop_default
from wesley.sql.deparse import to_sql


class DropDefault(TableChange, frozen=True, kw_only=True):
    """ALTER COLUMN ... DROP DEFAULT."""

    contract: ClassVar[bool] = True

    column: str

    def title(self) -> str:
        return f"Drop the default of {self.schema}.{self.table}.{self.column}"

    def apply(self, schema: Physical) -> Physical:
        return edit_column(schema, self.schema, self.table, self.column, default=None)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        return (
            Statement(
                sql=to_sql(drop_default(self.schema, self.table, self.column)),
                why="It is left for last because the application in use may insert rows without this column; they "
                "would get NULL, or be refused where the column is NOT NULL.",
                locks=family_locks(situation.before, self.schema, self.table, Lock.ACCESS_EXCLUSIVE),
            ),
        )


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    for table, wanted in common_tables(old, new):
        for before, after in differing(table.columns, wanted.columns):
            if before.default is not None and after.default is None and plain(after):
                yield DropDefault(schema=wanted.schema, table=wanted.name, column=after.name)


KIND = Kind("drop-default", _detect)
