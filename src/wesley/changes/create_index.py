"""Create an index."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from wesley.changes.change import Change, Kind, TableChange
from wesley.changes.edit import put_member
from wesley.changes.lock import Lock, locks_on
from wesley.changes.pairs import common_tables, only_in
from wesley.changes.situation import Situation
from wesley.changes.statement import Mode, RelationName, Statement
from wesley.ir.index import Index
from wesley.ir.schema import Physical
from wesley.sql.ddl.index import create_index
from wesley.sql.deparse import to_sql

_EMPTY = "The table is new and empty, so the index is there at once."
_CONCURRENT = (
    "CONCURRENTLY reads the table twice while reads and writes go on. It waits for transactions that are older than "
    "itself, so one that is left open holds it up; stopped half-way it leaves an invalid index that has to be dropped."
)


class CreateIndex(TableChange, frozen=True, kw_only=True):
    """CREATE INDEX, CONCURRENTLY unless the plan itself creates the table. Its comment is a change of its own."""

    index: Index

    def title(self) -> str:
        return f"Create index {self.index.name} on {self.schema}.{self.table}"

    def apply(self, schema: Physical) -> Physical:
        return put_member(schema, self.schema, self.table, "indexes", self.index)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        if situation.is_new(self.schema, self.table):
            sql = to_sql(create_index(self.schema, self.table, self.index))
            return (Statement(sql=sql, why=_EMPTY, locks=locks_on(self.schema, self.table, Lock.SHARE)),)
        return (
            Statement(
                sql=to_sql(create_index(self.schema, self.table, self.index, concurrently=True)),
                why=_CONCURRENT,
                locks=locks_on(self.schema, self.table, Lock.SHARE_UPDATE_EXCLUSIVE),
                mode=Mode.OUTSIDE,
                scans=(RelationName(schema=self.schema, name=self.table),),
                manual="Drop the invalid index with DROP INDEX CONCURRENTLY, then run it again.",
            ),
        )


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    for before, after in common_tables(old, new):
        for index in only_in(after.indexes, before.indexes):
            yield CreateIndex(schema=after.schema, table=after.name, index=replace(index, comment=None))


KIND = Kind("create-index", _detect)
