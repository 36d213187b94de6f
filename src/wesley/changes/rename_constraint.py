"""Rename a check or a foreign key."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from wesley.changes.change import Change, Kind, TableChange
from wesley.changes.edit import edit_table, the_table
from wesley.changes.lock import Lock, locks_on
from wesley.changes.matching import match
from wesley.changes.pairs import common_tables
from wesley.changes.relations import family_locks
from wesley.changes.situation import Situation
from wesley.changes.statement import Statement
from wesley.changes.taken_names import aside_in_table, holders
from wesley.ir.schema import Physical
from wesley.ir.table import Table
from wesley.sql.ddl.alter_constraint import rename_constraint
from wesley.sql.deparse import to_sql


class RenameConstraint(TableChange, frozen=True, kw_only=True):
    """ALTER TABLE ... RENAME CONSTRAINT of a check or a foreign key."""

    name: str
    to: str

    def title(self) -> str:
        return f"Rename constraint {self.name} of {self.schema}.{self.table} to {self.to}"

    def apply(self, schema: Physical) -> Physical:
        table = the_table(schema, self.schema, self.table)
        checks = tuple(map(self._renamed, table.checks))
        keys = tuple(map(self._renamed, table.foreign_keys))
        return edit_table(schema, self.schema, self.table, checks=checks, foreign_keys=keys)

    def _renamed(self, constraint: Any) -> Any:
        return replace(constraint, name=self.to) if constraint.name == self.name else constraint

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        # The name of a check is that of its copies in the partitions too; foreign keys there have names of their own.
        table = the_table(situation.before, self.schema, self.table)
        if any(check.name == self.name for check in table.checks):
            locks = family_locks(situation.before, self.schema, self.table, Lock.ACCESS_EXCLUSIVE)
        else:
            locks = locks_on(self.schema, self.table, Lock.ACCESS_EXCLUSIVE)
        return (
            Statement(
                sql=to_sql(rename_constraint(self.schema, self.table, self.name, self.to)),
                why="The name alone changes, so the lock is held for a moment. No query can name a check or a foreign "
                "key; an application that looks for the name in messages of errors sees another one.",
                locks=locks,
            ),
        )


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    known = holders(old)
    for before, after in common_tables(old, new):
        for was, constraint in _renamed(before, after):
            yield from aside_in_table(known, after.schema, after.name, constraint.name)
            yield RenameConstraint(schema=after.schema, table=after.name, name=was.name, to=constraint.name)


def _renamed(before: Table, after: Table) -> tuple[tuple[Any, Any], ...]:
    return match(before.checks, after.checks).renamed + match(before.foreign_keys, after.foreign_keys).renamed


KIND = Kind("rename-constraint", _detect)
