"""Stop filling a column of rows that the old application wrote: it is gone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from wesley.changes.change import Change, Kind, TableChange
from wesley.changes.edit import find, remove, remove_member, the_table
from wesley.changes.lock import Lock
from wesley.changes.own_names import sync_name
from wesley.changes.pairs import common_tables, only_in
from wesley.changes.relations import family_locks
from wesley.changes.situation import Situation
from wesley.changes.statement import Statement
from wesley.ir.routine import Function
from wesley.ir.schema import Physical
from wesley.sql.ddl.alter_trigger import drop_trigger
from wesley.sql.ddl.function import drop_function
from wesley.sql.deparse import to_sql

_PREFIX = sync_name("fill") + "_"


class FinishFill(TableChange, frozen=True, kw_only=True):
    """DROP TRIGGER and DROP FUNCTION of a trigger that fills a column; both have the same name."""

    contract: ClassVar[bool] = True

    name: str

    def title(self) -> str:
        return f"Stop filling {self.schema}.{self.table} by {self.name}"

    def apply(self, schema: Physical) -> Physical:
        place = self._function_schema(schema)
        schema = remove_member(schema, self.schema, self.table, "triggers", self.name)
        return remove(schema, "functions", place, self.name, "")

    def _function_schema(self, schema: Physical) -> str:
        """A table that has moved meanwhile has left the function where it was."""
        triggers = the_table(schema, self.schema, self.table).triggers
        return next(trigger.function_schema for trigger in triggers if trigger.name == self.name)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        function: Function = find(situation.before, "functions", self._function_schema(situation.before), self.name, "")
        return (
            Statement(
                sql=to_sql(drop_trigger(self.schema, self.table, self.name)),
                why="Every application that writes the table gives the column a value by now.",
                locks=family_locks(situation.before, self.schema, self.table, Lock.ACCESS_EXCLUSIVE),
            ),
            Statement(sql=to_sql(drop_function(function)), why="Nothing calls it any more."),
        )


def fill_name(table: str, column: str) -> str:
    """The name of the trigger that fills a column, and of its function."""
    return sync_name("fill", table, column)


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    functions = {function.name for function in only_in(old.functions, new.functions)}
    for before, after in common_tables(old, new):
        for trigger in only_in(before.triggers, after.triggers):
            if trigger.name.startswith(_PREFIX) and trigger.name in functions:
                yield FinishFill(schema=after.schema, table=after.name, name=trigger.name)


KIND = Kind("finish-fill", _detect)
