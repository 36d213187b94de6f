"""Add a partition to a table."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from wesley.changes.change import Change, Kind, TableChange
from wesley.changes.codes import PARTITIONING_CHANGED, PARTITIONS_OVERLAP
from wesley.changes.default_partition import clear_default, clearing_condition, restore_default
from wesley.changes.edit import edit_table, the_table
from wesley.changes.lock import Lock, RelationLock, access_exclusive, strongest
from wesley.changes.pairs import common_tables, only_in
from wesley.changes.relations import family_locks, indexes, locked
from wesley.changes.situation import Situation
from wesley.changes.statement import RelationName, Statement
from wesley.ir.schema import Physical
from wesley.ir.table import Partition, Partitioning, Table
from wesley.problems.problem import Problem, Related, WesleyError
from wesley.sql.ddl.alter_table import attach_partition
from wesley.sql.ddl.partition import create_partition_table, is_default, overlap
from wesley.sql.ddl.table import create_partition
from wesley.sql.deparse import to_sql

_EMPTY = "The table is new, and so is its partition."
_LIKE = (
    "The partition is made as a table of its own first: CREATE TABLE ... PARTITION OF would lock the partitioned table "
    "against reads and writes."
)
_ATTACH = "The new table is empty, so there is nothing to read; reads and writes of the partitioned table go on."
_ATTACH_PROVED = (
    "The new table is empty, and the check of the default partition proves that it holds none of its rows, so nothing "
    "is read; the default partition is locked for a moment."
)
_ATTACH_SCANS = (
    "PostgreSQL reads the default partition, locked against reads and writes, for rows that belong to the new one; "
    "what such a bound means cannot be said in a check that would prove that there are none."
)


class AddPartition(TableChange, frozen=True, kw_only=True):
    """CREATE TABLE ... (LIKE ...) and ATTACH PARTITION; PARTITION OF when the table is new.

    Args:
        partition: the partition.
        proved: a valid check says that the default partition holds none of its rows.
    """

    partition: Partition
    proved: bool = False

    def title(self) -> str:
        return f"Add partition {self.partition.schema}.{self.partition.name} to {self.schema}.{self.table}"

    def apply(self, schema: Physical) -> Physical:
        partitioning = _partitioning(the_table(schema, self.schema, self.table))
        partitions = sorted((*partitioning.partitions, self.partition), key=lambda each: (each.schema, each.name))
        return edit_table(
            schema, self.schema, self.table, partitioning=replace(partitioning, partitions=tuple(partitions))
        )

    def touches(self) -> tuple[RelationName, ...]:
        return (*super().touches(), RelationName(schema=self.partition.schema, name=self.partition.name))

    def online(self, situation: Situation) -> tuple[Change, ...]:
        table = the_table(situation.before, self.schema, self.table)
        default = default_of(table)
        if self.proved or default is None or situation.is_new(self.schema, self.table):
            return (self,)
        condition = clearing_condition(_partitioning(table), self.partition)
        if condition is None:
            return (self,)
        return (
            *clear_default(table, default, self.partition, condition),
            replace(self, proved=True),
            restore_default(table, default, self.partition),
        )

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        table = the_table(situation.before, self.schema, self.table)
        if situation.is_new(self.schema, self.table):
            locks = (access_exclusive(self.schema, self.table), *self._default_locks(table))
            sql = to_sql(create_partition(table, self.partition))
            return (Statement(sql=sql, why=_EMPTY, locks=locks),)
        like = create_partition_table(self.schema, self.table, self.partition, situation.version)
        read = (RelationLock(schema=self.schema, name=self.table, mode=Lock.ACCESS_SHARE),)
        return (Statement(sql=to_sql(like), why=_LIKE, locks=read), self.attached(situation, table))

    def attached(self, situation: Situation, table: Table) -> Statement:
        """ATTACH PARTITION.

        Args:
            situation: right before.
            table: the partitioned table.
        """
        default = default_of(table)
        scans = default is not None and not self.proved
        why = _ATTACH if default is None else _ATTACH_PROVED
        return Statement(
            sql=to_sql(attach_partition(self.schema, self.table, self.partition)),
            why=_ATTACH_SCANS if scans else why,
            locks=strongest((*attach_locks(situation, table), *self._default_locks(table))),
            scans=(RelationName(schema=default.schema, name=default.name),) if scans and default is not None else (),
        )

    def _default_locks(self, table: Table) -> tuple[RelationLock, ...]:
        default = default_of(table)
        return () if default is None else (access_exclusive(default.schema, default.name),)


def attach_locks(situation: Situation, table: Table) -> tuple[RelationLock, ...]:
    """What ATTACH PARTITION locks: foreign keys from and to the table reach other tables too (measured)."""
    before, mode = situation.before, Lock.SHARE_UPDATE_EXCLUSIVE
    locks = [
        RelationLock(schema=table.schema, name=table.name, mode=mode),
        *locked(indexes(before, table.schema, table.name), mode),
    ]
    for key in table.foreign_keys:
        locks += family_locks(before, key.ref_schema, key.ref_table, Lock.SHARE_ROW_EXCLUSIVE)
    for child in before.tables:
        if any((key.ref_schema, key.ref_table) == (table.schema, table.name) for key in child.foreign_keys):
            locks += family_locks(before, child.schema, child.name, Lock.SHARE_ROW_EXCLUSIVE)
    return tuple(locks)


def default_of(table: Table) -> Partition | None:
    """The default partition of a table; None when it has none."""
    partitions = table.partitioning.partitions if table.partitioning is not None else ()
    return next((each for each in partitions if is_default(each)), None)


def _partitioning(table: Table) -> Partitioning:
    if table.partitioning is None:
        raise LookupError(f"{table.schema}.{table.name} is not partitioned")
    return table.partitioning


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    for before, after in common_tables(old, new):
        _refuse_other(before, after)
        if before.partitioning is None or after.partitioning is None:
            continue
        dropped = tuple(only_in(before.partitioning.partitions, after.partitioning.partitions))
        for partition in only_in(after.partitioning.partitions, before.partitioning.partitions):
            refuse_overlap(after, partition, dropped)
            yield AddPartition(schema=after.schema, table=after.name, partition=partition)


def _refuse_other(before: Table, after: Table) -> None:
    """Refuse another way of partitioning, and other bounds of a partition."""
    was, is_ = before.partitioning, after.partitioning
    if was is None and is_ is None:
        return
    if was is None or is_ is None or (was.strategy, was.keys) != (is_.strategy, is_.keys):
        raise _changed(after, f"{after.schema}.{after.name} would be partitioned in another way than it is")
    bounds = {(each.schema, each.name): each.bound for each in was.partitions}
    for partition in is_.partitions:
        name = (partition.schema, partition.name)
        if bounds.get(name, partition.bound) != partition.bound:
            raise _changed(after, f"partition {'.'.join(name)} would have other bounds: {bounds[name]} before")


def _changed(table: Table, message: str) -> WesleyError:
    origin = table.origin if table.partitioning is None else table.partitioning.origin
    return WesleyError(
        Problem(
            code=PARTITIONING_CHANGED,
            message=message,
            origin=origin,
            help="write the table (or the partition) under another name, move the rows, then drop the old one",
        )
    )


def refuse_overlap(table: Table, partition: Partition, dropped: tuple[Partition, ...]) -> None:
    """Stop where a new partition takes values that an old one holds until the contract.

    Raises:
        WesleyError: it does.
    """
    for old in dropped:
        if overlap(old, partition):
            raise WesleyError(
                Problem(
                    code=PARTITIONS_OVERLAP,
                    message=f"partition {partition.name} of {table.schema}.{table.name} overlaps with {old.name}, "
                    "which is dropped when the old application is gone",
                    origin=partition.origin,
                    help=f"drop {old.name} in one plan, with its contract, and add {partition.name} in the next",
                    related=(Related("the old partition", old.origin),) if old.origin.known else (),
                )
            )


KIND = Kind("add-partition", _detect)
