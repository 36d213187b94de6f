"""Create the index of one partition."""

from __future__ import annotations

from msgspec.structs import replace

from wesley.changes.change import TableChange
from wesley.changes.duplicate_probe import duplicate_probe
from wesley.changes.lock import Lock, locks_on
from wesley.changes.partition_names import partition_index_name
from wesley.changes.situation import Situation
from wesley.changes.statement import Mode, RelationName, Statement
from wesley.ir.constraint import PrimaryKey, Unique
from wesley.ir.index import Index
from wesley.ir.schema import Physical
from wesley.sql.ddl.index import create_index
from wesley.sql.deparse import to_sql


class CreatePartitionIndex(TableChange, frozen=True, kw_only=True):
    """CREATE INDEX CONCURRENTLY on a partition. A schema does not hold what a partition has of its own.

    Args:
        partition: the partition.
        index: the index of the partitioned table.
        key: the key of the partitioned table that the index is for, if there is one.
    """

    partition: RelationName
    index: Index
    key: PrimaryKey | Unique | None = None

    def title(self) -> str:
        return f"Create the part of index {self.index.name} on partition {self.partition.schema}.{self.partition.name}"

    def apply(self, schema: Physical) -> Physical:
        return schema

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        at = (self.partition.schema, self.partition.name)
        name = partition_index_name(self.partition.name, self.key or self.index)
        index = replace(self.index, name=name, valid=True)
        return (
            Statement(
                sql=to_sql(create_index(*at, index, concurrently=True)),
                why="A partitioned table has no CREATE INDEX CONCURRENTLY, but its partitions have: reads and writes "
                "go on while it is built.",
                locks=locks_on(*at, Lock.SHARE_UPDATE_EXCLUSIVE),
                mode=Mode.OUTSIDE,
                scans=(self.partition,),
                probe=duplicate_probe(self.partition, index),
                manual=f"Drop the invalid index {index.name} with DROP INDEX CONCURRENTLY, then run it again.",
            ),
        )
