"""Create an index."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from wesley.changes.attach_index import AttachIndex
from wesley.changes.change import Change, Kind, TableChange
from wesley.changes.create_partition_index import CreatePartitionIndex
from wesley.changes.duplicate_probe import duplicate_probe
from wesley.changes.edit import put_member, the_table
from wesley.changes.lock import Lock, locks_on
from wesley.changes.matching import match
from wesley.changes.pairs import common_tables
from wesley.changes.relations import family, family_locks
from wesley.changes.situation import Situation
from wesley.changes.statement import Mode, RelationName, Statement
from wesley.changes.taken_names import aside, holders
from wesley.ir.index import Index
from wesley.ir.schema import Physical
from wesley.sql.ddl.alter_index import create_index_on_only
from wesley.sql.ddl.index import create_index
from wesley.sql.deparse import to_sql

_EMPTY = "The table is new and empty, so the index is there at once."
_NO_PARTITIONS = "The table has no partition, so there is nothing to read."
_CONCURRENT = (
    "CONCURRENTLY reads the table twice while reads and writes go on. It waits for transactions that are older than "
    "itself, so one that is left open holds it up; stopped half-way it leaves an invalid index that has to be dropped."
)
_ON_ONLY = (
    "A partitioned table has no CREATE INDEX CONCURRENTLY. ON ONLY makes the index of the table alone, which reads no "
    "row; it is valid when the index of every partition is built and attached."
)


class CreateIndex(TableChange, frozen=True, kw_only=True):
    """CREATE INDEX, CONCURRENTLY unless the plan itself creates the table. Its comment is a change of its own.

    On a partitioned table an index that is not valid is the one ON ONLY the table.
    """

    index: Index

    def title(self) -> str:
        return f"Create index {self.index.name} on {self.schema}.{self.table}"

    def apply(self, schema: Physical) -> Physical:
        return put_member(schema, self.schema, self.table, "indexes", self.index)

    def online(self, situation: Situation) -> tuple[Change, ...]:
        partitions = family(situation.before, self.schema, self.table)[1:]
        if situation.is_new(self.schema, self.table) or not partitions or not self.index.valid:
            return (self,)
        forms: list[Change] = [replace(self, index=replace(self.index, valid=False))]
        for partition in partitions:
            forms += self._part(partition, last=partition == partitions[-1])
        return tuple(forms)

    def _part(self, partition: RelationName, *, last: bool) -> tuple[Change, Change]:
        schema, table, index = self.schema, self.table, self.index
        return (
            CreatePartitionIndex(schema=schema, table=table, index=index, partition=partition),
            AttachIndex(schema=schema, table=table, index=index, partition=partition, last=last),
        )

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        if the_table(situation.before, self.schema, self.table).partitioning is not None:
            return (self._on_partitioned(situation),)
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
                probe=duplicate_probe(RelationName(schema=self.schema, name=self.table), self.index),
                manual="Drop the invalid index with DROP INDEX CONCURRENTLY, then run it again.",
            ),
        )

    def _on_partitioned(self, situation: Situation) -> Statement:
        if not self.index.valid:
            sql = to_sql(create_index_on_only(self.schema, self.table, self.index))
            return Statement(sql=sql, why=_ON_ONLY, locks=locks_on(self.schema, self.table, Lock.SHARE))
        return Statement(
            sql=to_sql(create_index(self.schema, self.table, self.index)),
            why=_EMPTY if situation.is_new(self.schema, self.table) else _NO_PARTITIONS,
            locks=family_locks(situation.before, self.schema, self.table, Lock.SHARE),
        )


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    known = holders(old)
    for before, after in common_tables(old, new):
        for index in match(before.indexes, after.indexes).added:
            yield from aside(known, after.schema, index.name)
            yield CreateIndex(schema=after.schema, table=after.name, index=replace(index, comment=None))


KIND = Kind("create-index", _detect)
