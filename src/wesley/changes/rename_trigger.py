"""Rename a trigger."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from wesley.changes.change import Change, Kind, TableChange
from wesley.changes.edit import find_member, put_member, remove_member
from wesley.changes.lock import Lock, access_exclusive
from wesley.changes.matching import match
from wesley.changes.pairs import common_tables
from wesley.changes.relations import family_locks
from wesley.changes.situation import Situation
from wesley.changes.statement import Statement
from wesley.ir.schema import Physical
from wesley.sql.ddl.alter_trigger import rename_trigger
from wesley.sql.deparse import to_sql

# From then on the triggers of partitions are renamed with that of their table (release notes of PostgreSQL 15).
_WITH_PARTITIONS_SINCE = 15


class RenameTrigger(TableChange, frozen=True, kw_only=True):
    """ALTER TRIGGER ... RENAME TO."""

    name: str
    to: str

    def title(self) -> str:
        return f"Rename trigger {self.name} of {self.schema}.{self.table} to {self.to}"

    def apply(self, schema: Physical) -> Physical:
        trigger = find_member(schema, self.schema, self.table, "triggers", self.name)
        schema = remove_member(schema, self.schema, self.table, "triggers", self.name)
        return put_member(schema, self.schema, self.table, "triggers", replace(trigger, name=self.to))

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        if situation.version >= _WITH_PARTITIONS_SINCE:
            locks = family_locks(situation.before, self.schema, self.table, Lock.ACCESS_EXCLUSIVE)
        else:
            locks = (access_exclusive(self.schema, self.table),)
        return (
            Statement(
                sql=to_sql(rename_trigger(self.schema, self.table, self.name, self.to)),
                why="A name changes in the catalog. Triggers of one event fire in the order of their names, so look "
                "whether this one has another place among them now.",
                locks=locks,
            ),
        )


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    for before, after in common_tables(old, new):
        for was, trigger in match(before.triggers, after.triggers).renamed:
            yield RenameTrigger(schema=after.schema, table=after.name, name=was.name, to=trigger.name)


KIND = Kind("rename-trigger", _detect)
