"""Rename a primary key, a unique or an exclusion constraint."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from msgspec.structs import replace

from wesley.changes.change import Change, Kind, TableChange
from wesley.changes.edit import edit_table, the_table
from wesley.changes.lock import Lock, locks_on
from wesley.changes.matching import match
from wesley.changes.pairs import common_tables
from wesley.changes.situation import Situation
from wesley.changes.statement import Statement
from wesley.ir.schema import Physical
from wesley.ir.table import Table
from wesley.sql.ddl.alter_index import rename_index
from wesley.sql.deparse import to_sql


class RenameKey(TableChange, frozen=True, kw_only=True):
    """ALTER INDEX ... RENAME TO, of the index of a constraint: both have one name and keep it so.

    It is a part of the contract: `ON CONFLICT ON CONSTRAINT` names the constraint, and no two names can be had at once.
    """

    contract: ClassVar[bool] = True

    name: str
    to: str

    def title(self) -> str:
        return f"Rename constraint {self.name} of {self.schema}.{self.table} to {self.to}"

    def apply(self, schema: Physical) -> Physical:
        table = the_table(schema, self.schema, self.table)
        key = table.primary_key and self._renamed(table.primary_key)
        uniques = tuple(map(self._renamed, table.uniques))
        exclusions = tuple(map(self._renamed, table.exclusions))
        return edit_table(schema, self.schema, self.table, primary_key=key, uniques=uniques, exclusions=exclusions)

    def _renamed(self, constraint: Any) -> Any:
        return replace(constraint, name=self.to) if constraint.name == self.name else constraint

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        return (
            Statement(
                sql=to_sql(rename_index(self.schema, self.name, self.to)),
                why="The constraint is renamed with its index. ALTER TABLE ... RENAME CONSTRAINT would lock the table "
                "against reads; this locks the index alone, and neither reads nor writes wait for it.",
                locks=locks_on(self.schema, self.name, Lock.SHARE_UPDATE_EXCLUSIVE),
            ),
        )


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    from wesley.changes.taken_names import aside, holders  # it renames too

    known = holders(old)
    for before, after in common_tables(old, new):
        for was, constraint in (
            *match(_primary_key(before), _primary_key(after)).renamed,
            *match(before.uniques, after.uniques).renamed,
            *match(before.exclusions, after.exclusions).renamed,
        ):
            yield from aside(known, after.schema, constraint.name)
            yield RenameKey(schema=after.schema, table=after.name, name=was.name, to=constraint.name)


def _primary_key(table: Table) -> tuple[Any, ...]:
    return () if table.primary_key is None else (table.primary_key,)


KIND = Kind("rename-key", _detect)
