"""Drop a partition of a table, with its rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from msgspec.structs import replace

from wesley.changes.add_partition import default_of
from wesley.changes.change import Change, Kind, TableChange
from wesley.changes.edit import edit_table, the_table
from wesley.changes.lock import Lock, RelationLock, access_exclusive, strongest
from wesley.changes.pairs import common_tables, only_in
from wesley.changes.relations import family_locks, index_names
from wesley.changes.situation import Situation
from wesley.changes.statement import Mode, Statement
from wesley.ir.schema import Physical
from wesley.ir.table import Partition, Table
from wesley.sql.ddl.alter_table import detach_partition, drop_table
from wesley.sql.deparse import to_sql

_CONCURRENTLY = (
    "DETACH and DROP TABLE without it lock the partitioned table against reads and writes; CONCURRENTLY waits for the "
    "queries that use the partition and locks neither out."
)
_PLAIN = (
    "The partitioned table is locked against reads and writes for a moment: DETACH CONCURRENTLY came with PostgreSQL "
    "14, and it is refused when there is a default partition."
)


class DropPartition(TableChange, frozen=True, kw_only=True):
    """DETACH PARTITION, CONCURRENTLY where PostgreSQL can, then DROP TABLE."""

    contract: ClassVar[bool] = True

    partition: Partition

    def title(self) -> str:
        return f"Drop partition {self.partition.schema}.{self.partition.name} of {self.schema}.{self.table}"

    def apply(self, schema: Physical) -> Physical:
        partitioning = the_table(schema, self.schema, self.table).partitioning
        if partitioning is None:
            raise LookupError(f"{self.schema}.{self.table} is not partitioned")
        kept = tuple(each for each in partitioning.partitions if each != self.partition)
        return edit_table(schema, self.schema, self.table, partitioning=replace(partitioning, partitions=kept))

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        table = the_table(situation.before, self.schema, self.table)
        return (self.detached(situation, table, concurrently=True), self._drop(situation, table))

    def detached(self, situation: Situation, table: Table, *, concurrently: bool) -> Statement:
        """DETACH PARTITION.

        Args:
            situation: right before.
            table: the partitioned table.
            concurrently: CONCURRENTLY where PostgreSQL can.
        """
        default = default_of(table)
        concurrently = concurrently and situation.version >= 14 and default is None
        mode = Lock.SHARE_UPDATE_EXCLUSIVE if concurrently else Lock.ACCESS_EXCLUSIVE
        locks = [
            RelationLock(schema=self.schema, name=self.table, mode=mode),
            RelationLock(
                schema=self.partition.schema, name=self.partition.name, mode=_partition_lock(situation, table)
            ),
        ]
        if default is not None:
            locks.append(access_exclusive(default.schema, default.name))
        sql = to_sql(detach_partition(self.schema, self.table, self.partition, concurrently=concurrently))
        return Statement(
            sql=sql,
            why=_CONCURRENTLY if concurrently else _PLAIN,
            locks=strongest((*locks, *_reached(situation, table, concurrently=concurrently))),
            mode=Mode.OUTSIDE if concurrently else Mode.TRANSACTION,
            manual="Stopped half-way, end it with ALTER TABLE ... DETACH PARTITION ... FINALIZE. It is refused while "
            "rows of other tables refer to rows of the partition."
            if concurrently
            else "It is refused while rows of other tables refer to rows of the partition.",
        )

    def _drop(self, situation: Situation, table: Table) -> Statement:
        before = situation.before
        referenced = [
            lock
            for key in table.foreign_keys
            for lock in family_locks(before, key.ref_schema, key.ref_table, Lock.ACCESS_EXCLUSIVE)
        ]
        return Statement(
            sql=to_sql(drop_table(self.partition.schema, self.partition.name)),
            why="It is a table of its own by now, so the partitioned table is not locked.",
            locks=strongest((access_exclusive(self.partition.schema, self.partition.name), *referenced)),
            loses=(f"{self.partition.schema}.{self.partition.name}",),
        )


def _partition_lock(situation: Situation, table: Table) -> Lock:
    """The lock on the partition itself: before PostgreSQL 14 a weaker one where it has no trigger and no index.

    An index of its own is locked against every query when it is taken from that of the partitioned table (measured),
    and no query can do without it: it opens all indexes.
    """
    strong = situation.version >= 14 or bool(table.triggers or index_names(table))
    strong = strong or any(_refers(child, table) for child in situation.before.tables)
    return Lock.ACCESS_EXCLUSIVE if strong else Lock.SHARE_UPDATE_EXCLUSIVE


def _refers(child: Table, table: Table) -> bool:
    return any((key.ref_schema, key.ref_table) == (table.schema, table.name) for key in child.foreign_keys)


def _reached(situation: Situation, table: Table, *, concurrently: bool) -> tuple[RelationLock, ...]:
    """The locks on tables that foreign keys tie to the partitioned one (measured)."""
    before, locks = situation.before, list[RelationLock]()
    incoming = Lock.SHARE if concurrently else Lock.ACCESS_EXCLUSIVE
    for key in table.foreign_keys:
        if not concurrently:
            locks += family_locks(before, key.ref_schema, key.ref_table, Lock.SHARE_ROW_EXCLUSIVE)
    for child in before.tables:
        if _refers(child, table):
            locks += family_locks(before, child.schema, child.name, incoming)
    return tuple(locks)


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    for before, after in common_tables(old, new):
        if before.partitioning is not None and after.partitioning is not None:
            for partition in only_in(before.partitioning.partitions, after.partitioning.partitions):
                yield DropPartition(schema=after.schema, table=after.name, partition=partition)


KIND = Kind("drop-partition", _detect)
