"""Create a trigger."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.changes.change import Change, Kind, TableChange
from wesley.changes.edit import put_member
from wesley.changes.lock import Lock
from wesley.changes.matching import match
from wesley.changes.pairs import common_tables
from wesley.changes.situation import Situation
from wesley.changes.statement import Statement
from wesley.changes.trigger_locks import trigger_locks
from wesley.ir.routine import Trigger, TriggerFiring
from wesley.ir.schema import Physical
from wesley.sql.ddl.alter_trigger import set_trigger_firing
from wesley.sql.ddl.trigger import create_trigger
from wesley.sql.deparse import to_sql


class CreateTrigger(TableChange, frozen=True, kw_only=True):
    """CREATE TRIGGER, and in which sessions it fires where that is not the default."""

    trigger: Trigger

    def title(self) -> str:
        return f"Create trigger {self.trigger.name} on {self.schema}.{self.table}"

    def apply(self, schema: Physical) -> Physical:
        return put_member(schema, self.schema, self.table, "triggers", self.trigger)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        created = Statement(
            sql=to_sql(create_trigger(self.schema, self.table, self.trigger)),
            why="From here on it fires for what the application in use writes, too. Writes wait for a moment, reads "
            "do not.",
            locks=trigger_locks(situation, self.schema, self.table, self.trigger, Lock.SHARE_ROW_EXCLUSIVE),
        )
        return (created, *firing(situation, self.schema, self.table, self.trigger))


def firing(situation: Situation, schema: str, table: str, trigger: Trigger) -> tuple[Statement, ...]:
    """The statement after CREATE TRIGGER that says in which sessions it fires; none for the default."""
    if trigger.firing is TriggerFiring.ORIGIN:
        return ()
    return (
        Statement(
            sql=to_sql(set_trigger_firing(schema, table, trigger.name, trigger.firing)),
            why="In the same transaction, so that it never fires where it shall not.",
            locks=trigger_locks(situation, schema, table, trigger, Lock.SHARE_ROW_EXCLUSIVE),
        ),
    )


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    for before, after in common_tables(old, new):
        for trigger in match(before.triggers, after.triggers).added:
            yield CreateTrigger(schema=after.schema, table=after.name, trigger=trigger)


KIND = Kind("create-trigger", _detect)
