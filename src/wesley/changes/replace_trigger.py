"""Replace a trigger, or change in which sessions it fires."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from wesley.changes.change import Change, Kind, TableChange
from wesley.changes.create_trigger import firing
from wesley.changes.edit import find_member, put_member
from wesley.changes.lock import Lock
from wesley.changes.pairs import common_tables, differing
from wesley.changes.situation import Situation
from wesley.changes.statement import Statement
from wesley.changes.trigger_locks import trigger_locks
from wesley.ir.routine import Trigger
from wesley.ir.schema import Physical
from wesley.sql.ddl.alter_trigger import drop_trigger, set_trigger_firing
from wesley.sql.ddl.trigger import create_trigger
from wesley.sql.deparse import to_sql

_OR_REPLACE_SINCE = 14
_ANEW = (
    "OR REPLACE came with PostgreSQL 14, and leaves what a trigger for each row has put on partitions. In one "
    "transaction, so that no row is written without a trigger."
)


class ReplaceTrigger(TableChange, frozen=True, kw_only=True):
    """CREATE OR REPLACE TRIGGER (PostgreSQL 14); before that DROP and CREATE in one transaction."""

    trigger: Trigger

    def title(self) -> str:
        return f"Replace trigger {self.trigger.name} on {self.schema}.{self.table}"

    def apply(self, schema: Physical) -> Physical:
        return put_member(schema, self.schema, self.table, "triggers", self.trigger)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        was: Trigger = find_member(situation.before, self.schema, self.table, "triggers", self.trigger.name)
        in_place = situation.version >= _OR_REPLACE_SINCE and was.each_row == self.trigger.each_row
        made = self._replaced(situation) if in_place else self._made_anew(situation, was)
        return (*made, *firing(situation, self.schema, self.table, self.trigger))

    def _replaced(self, situation: Situation) -> tuple[Statement, ...]:
        return (
            Statement(
                sql=to_sql(create_trigger(self.schema, self.table, self.trigger, or_replace=True)),
                why="No row is written without the one or the other. Writes wait for a moment, reads do not.",
                locks=trigger_locks(situation, self.schema, self.table, self.trigger, Lock.SHARE_ROW_EXCLUSIVE),
            ),
        )

    def _made_anew(self, situation: Situation, was: Trigger) -> tuple[Statement, ...]:
        gone = trigger_locks(situation, self.schema, self.table, was, Lock.ACCESS_EXCLUSIVE)
        made = trigger_locks(situation, self.schema, self.table, self.trigger, Lock.SHARE_ROW_EXCLUSIVE)
        return (
            Statement(sql=to_sql(drop_trigger(self.schema, self.table, was.name)), why=_ANEW, locks=gone),
            Statement(sql=to_sql(create_trigger(self.schema, self.table, self.trigger)), why=_ANEW, locks=made),
        )


class SetTriggerFiring(TableChange, frozen=True, kw_only=True):
    """ALTER TABLE ... ENABLE or DISABLE TRIGGER; `trigger` as it is afterwards."""

    trigger: Trigger

    def title(self) -> str:
        return f"Change when trigger {self.trigger.name} on {self.schema}.{self.table} fires"

    def apply(self, schema: Physical) -> Physical:
        return put_member(schema, self.schema, self.table, "triggers", self.trigger)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        tree = set_trigger_firing(self.schema, self.table, self.trigger.name, self.trigger.firing)
        return (
            Statement(
                sql=to_sql(tree),
                why="It changes in which sessions the trigger fires, and nothing else. Writes wait for a moment.",
                locks=trigger_locks(situation, self.schema, self.table, self.trigger, Lock.SHARE_ROW_EXCLUSIVE),
            ),
        )


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    for before, after in common_tables(old, new):
        for was, trigger in differing(before.triggers, after.triggers):
            fires_only = replace(was, firing=trigger.firing) == trigger
            form = SetTriggerFiring if fires_only else ReplaceTrigger
            yield form(schema=after.schema, table=after.name, trigger=trigger)


KIND = Kind("replace-trigger", _detect)
