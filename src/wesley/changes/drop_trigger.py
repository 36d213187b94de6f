"""Drop a trigger."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from wesley.changes.change import Change, Kind, TableChange
from wesley.changes.edit import find_member, remove_member
from wesley.changes.lock import Lock
from wesley.changes.pairs import common_tables, only_in
from wesley.changes.situation import Situation
from wesley.changes.statement import Statement
from wesley.changes.trigger_locks import trigger_locks
from wesley.ir.routine import Trigger
from wesley.ir.schema import Physical
from wesley.sql.ddl.alter_trigger import drop_trigger
from wesley.sql.deparse import to_sql


class DropTrigger(TableChange, frozen=True, kw_only=True):
    """DROP TRIGGER."""

    contract: ClassVar[bool] = True

    name: str

    def title(self) -> str:
        return f"Drop trigger {self.name} of {self.schema}.{self.table}"

    def apply(self, schema: Physical) -> Physical:
        return remove_member(schema, self.schema, self.table, "triggers", self.name)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        trigger: Trigger = find_member(situation.before, self.schema, self.table, "triggers", self.name)
        return (
            Statement(
                sql=to_sql(drop_trigger(self.schema, self.table, self.name)),
                why="The application in use may rely on what it does, so it goes when that is gone. Reads and writes "
                "wait for a moment.",
                locks=trigger_locks(situation, self.schema, self.table, trigger, Lock.ACCESS_EXCLUSIVE),
            ),
        )


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    for before, after in common_tables(old, new):
        for trigger in only_in(before.triggers, after.triggers):
            yield DropTrigger(schema=after.schema, table=after.name, name=trigger.name)


KIND = Kind("drop-trigger", _detect)
