"""Attach the index of a partition to the index of its table."""

from __future__ import annotations

from msgspec.structs import replace

from wesley.changes.change import TableChange
from wesley.changes.edit import find_member, put_member
from wesley.changes.lock import Lock, RelationLock, access_exclusive
from wesley.changes.partition_names import partition_index_name
from wesley.changes.situation import Situation
from wesley.changes.statement import RelationName, Statement
from wesley.ir.index import Index
from wesley.ir.schema import Physical
from wesley.sql.ddl.alter_index import attach_index
from wesley.sql.deparse import to_sql


class AttachIndex(TableChange, frozen=True, kw_only=True):
    """ALTER INDEX ... ATTACH PARTITION.

    Args:
        partition: the partition.
        index: the index of the partitioned table.
        last: all other partitions are attached already, so that the index becomes valid.
    """

    partition: RelationName
    index: Index
    last: bool

    def title(self) -> str:
        return f"Attach the part of partition {self.partition.name} to index {self.index.name}"

    def apply(self, schema: Physical) -> Physical:
        index = find_member(schema, self.schema, self.table, "indexes", self.index.name)
        return put_member(schema, self.schema, self.table, "indexes", replace(index, valid=index.valid or self.last))

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        part = partition_index_name(self.partition.name, self.index)
        return (
            Statement(
                sql=to_sql(attach_index(self.schema, self.index.name, self.partition.schema, part)),
                why="The index of the table is valid when that of every partition is attached; nothing is built.",
                locks=(
                    RelationLock(schema=self.schema, name=self.table, mode=Lock.ACCESS_SHARE),
                    RelationLock(schema=self.partition.schema, name=self.partition.name, mode=Lock.ACCESS_SHARE),
                    RelationLock(schema=self.schema, name=self.index.name, mode=Lock.SHARE_UPDATE_EXCLUSIVE),
                    access_exclusive(self.partition.schema, part),
                ),
            ),
        )
