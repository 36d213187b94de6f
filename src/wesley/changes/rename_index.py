"""Rename an index."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from wesley.changes.change import Change, Kind, TableChange
from wesley.changes.edit import edit_table, the_table
from wesley.changes.lock import Lock, locks_on
from wesley.changes.matching import match
from wesley.changes.pairs import common_tables
from wesley.changes.situation import Situation
from wesley.changes.statement import Statement
from wesley.ir.schema import Physical
from wesley.sql.ddl.alter_index import rename_index
from wesley.sql.deparse import to_sql


class RenameIndex(TableChange, frozen=True, kw_only=True):
    """ALTER INDEX ... RENAME TO."""

    name: str
    to: str

    def title(self) -> str:
        return f"Rename index {self.name} of {self.schema}.{self.table} to {self.to}"

    def apply(self, schema: Physical) -> Physical:
        indexes = the_table(schema, self.schema, self.table).indexes
        renamed = tuple(replace(index, name=self.to) if index.name == self.name else index for index in indexes)
        return edit_table(schema, self.schema, self.table, indexes=renamed)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        return (
            Statement(
                sql=to_sql(rename_index(self.schema, self.name, self.to)),
                why="The name alone changes: nothing is built, and queries do not name indexes. The lock is on the "
                "index, not on its table, and neither reads nor writes wait for it.",
                locks=locks_on(self.schema, self.name, Lock.SHARE_UPDATE_EXCLUSIVE),
            ),
        )


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    from wesley.changes.taken_names import aside, holders  # it renames too

    known = holders(old)
    for before, after in common_tables(old, new):
        for was, index in match(before.indexes, after.indexes).renamed:
            yield from aside(known, after.schema, index.name)
            yield RenameIndex(schema=after.schema, table=after.name, name=was.name, to=index.name)


KIND = Kind("rename-index", _detect)
