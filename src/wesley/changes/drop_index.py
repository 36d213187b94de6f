"""Drop an index."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from wesley.changes.change import Change, Kind, TableChange
from wesley.changes.edit import remove_member
from wesley.changes.lock import Lock, locks_on
from wesley.changes.pairs import common_tables, only_in
from wesley.changes.situation import Situation
from wesley.changes.statement import Mode, Statement
from wesley.ir.schema import Physical
from wesley.sql.ddl.alter_index import drop_index
from wesley.sql.deparse import to_sql


class DropIndex(TableChange, frozen=True, kw_only=True):
    """DROP INDEX CONCURRENTLY."""

    contract: ClassVar[bool] = True

    name: str

    def title(self) -> str:
        return f"Drop index {self.name} of {self.schema}.{self.table}"

    def apply(self, schema: Physical) -> Physical:
        return remove_member(schema, self.schema, self.table, "indexes", self.name)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        return (
            Statement(
                sql=to_sql(drop_index(self.schema, self.name, concurrently=True)),
                why="A plain DROP INDEX locks the table against reads and writes, CONCURRENTLY against neither. It "
                "is left for last because the queries of the application in use may rely on the index.",
                locks=locks_on(self.schema, self.table, Lock.SHARE_UPDATE_EXCLUSIVE),
                mode=Mode.OUTSIDE,
            ),
        )


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    for before, after in common_tables(old, new):
        for index in only_in(before.indexes, after.indexes):
            yield DropIndex(schema=after.schema, table=after.name, name=index.name)


KIND = Kind("drop-index", _detect)
