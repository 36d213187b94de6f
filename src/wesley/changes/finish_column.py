"""Let the old name of a column go: the old application is gone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from wesley.changes.change import Change, Kind, TableChange
from wesley.changes.column_move.side_by_side import without_old
from wesley.changes.column_move.sync import is_pair, the_pair
from wesley.changes.edit import find, the_table
from wesley.changes.lock import Lock
from wesley.changes.pairs import common_tables, only_in
from wesley.changes.relations import family_locks
from wesley.changes.situation import Situation
from wesley.changes.statement import RelationName, Statement
from wesley.ir.routine import Function, TriggerFiring
from wesley.ir.schema import Physical
from wesley.sql.ddl.alter_column import drop_column
from wesley.sql.ddl.alter_trigger import drop_trigger, set_trigger_firing
from wesley.sql.ddl.function import drop_function
from wesley.sql.ddl.trigger import create_trigger
from wesley.sql.deparse import to_sql
from wesley.sql.parse import Tree

_ALONE = "Every application uses the new name by now; every value is there."
_LISTENS = "The trigger listened to both names; it must let go of the old one before that can be dropped."


class FinishColumn(TableChange, frozen=True, kw_only=True):
    """DROP of the trigger that keeps a column and its successor equal, and of the column."""

    contract: ClassVar[bool] = True

    column: str
    successor: str

    def title(self) -> str:
        return f"Leave {self.schema}.{self.table}.{self.column} to {self.successor}"

    def apply(self, schema: Physical) -> Physical:
        return without_old(schema, self.schema, self.table, self.column, self.successor)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        locks = family_locks(situation.before, self.schema, self.table, Lock.ACCESS_EXCLUSIVE)
        found = [Statement(sql=to_sql(tree), why=_LISTENS, locks=locks) for tree in self._triggers(situation)]
        sync = the_pair(the_table(situation.before, self.schema, self.table).triggers, self.column, self.successor)
        function: Function = find(situation.before, "functions", sync.function_schema, sync.function, "")
        return (
            *found,
            Statement(sql=to_sql(drop_trigger(self.schema, self.table, sync.name)), why=_ALONE, locks=locks),
            Statement(sql=to_sql(drop_function(function)), why=_ALONE),
            Statement(
                sql=to_sql(drop_column(self.schema, self.table, self.column)),
                why=f"{_ALONE} The indexes that were kept for the old name go with it.",
                locks=locks,
                breaks_prepared=(RelationName(schema=self.schema, name=self.table),),
            ),
        )

    def _triggers(self, situation: Situation) -> Iterator[Tree]:
        """The triggers that listen to both names, once more for the new one alone."""
        aim = the_table(self.apply(situation.before), self.schema, self.table)
        after = {trigger.name: trigger for trigger in aim.triggers}
        for trigger in the_table(situation.before, self.schema, self.table).triggers:
            if self.column in trigger.update_columns:
                yield drop_trigger(self.schema, self.table, trigger.name)
                yield create_trigger(self.schema, self.table, after[trigger.name])
                if trigger.firing is not TriggerFiring.ORIGIN:
                    yield set_trigger_firing(self.schema, self.table, trigger.name, trigger.firing)


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    for before, after in common_tables(old, new):
        kept = {column.name for column in after.columns}
        for trigger in only_in(before.triggers, after.triggers):
            if is_pair(trigger) and trigger.arguments[0] not in kept and trigger.arguments[1] in kept:
                column, successor = trigger.arguments
                yield FinishColumn(schema=after.schema, table=after.name, column=column, successor=successor)


KIND = Kind("finish-column", _detect)
