"""Give a column a default, or another one."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.changes.change import Change, Kind, TableChange
from wesley.changes.edit import edit_column
from wesley.changes.lock import Lock
from wesley.changes.pairs import common_tables, differing
from wesley.changes.relations import family_locks
from wesley.changes.situation import Situation
from wesley.changes.statement import Statement
from wesley.changes.value_source import plain
from wesley.ir.expression import Expression
from wesley.ir.schema import Physical
from wesley.sql.ddl.alter_column import set_default
from wesley.sql.deparse import to_sql


class SetDefault(TableChange, frozen=True, kw_only=True):
    """ALTER COLUMN ... SET DEFAULT."""

    column: str
    default: Expression

    def title(self) -> str:
        return f"Set the default of {self.schema}.{self.table}.{self.column}"

    def apply(self, schema: Physical) -> Physical:
        return edit_column(schema, self.schema, self.table, self.column, default=self.default)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        return (
            Statement(
                sql=to_sql(set_default(self.schema, self.table, self.column, self.default.sql)),
                why="It holds for rows that are inserted from now on and touches none of those that are there.",
                locks=family_locks(situation.before, self.schema, self.table, Lock.ACCESS_EXCLUSIVE),
            ),
        )


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    for table, wanted in common_tables(old, new):
        for before, after in differing(table.columns, wanted.columns):
            default = after.default
            if default is not None and default != before.default and plain(before) and plain(after):
                yield SetDefault(schema=wanted.schema, table=wanted.name, column=after.name, default=default)


KIND = Kind("set-default", _detect)
