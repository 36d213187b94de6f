"""Let a table become a partition of another one, with its rows."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from wesley.changes.add_check import AddCheck
from wesley.changes.add_partition import AddPartition, refuse_overlap
from wesley.changes.change import Change, Kind
from wesley.changes.edit import remove, the_table
from wesley.changes.lock import Lock, RelationLock, access_exclusive, locks_on, strongest
from wesley.changes.own_names import new_name
from wesley.changes.pairs import common_tables, only_in
from wesley.changes.partition_shape import bound_of, check_of_bound, refuse_other_shape, refuse_references
from wesley.changes.relations import family_locks, indexes, locked
from wesley.changes.situation import Situation
from wesley.changes.statement import Mode, RelationName, Statement
from wesley.ir.constraint import Check
from wesley.ir.expression import Expression
from wesley.ir.schema import Physical
from wesley.ir.table import Partition, Table
from wesley.sql.ddl.alter_constraint import drop_constraint
from wesley.sql.deparse import to_sql

_PROVED = (
    "A check of the table proves that all its rows are within the bounds, so nothing is read; reads and writes of the "
    "partitioned table go on."
)
_SCANS = (
    "PostgreSQL reads the table, locked against reads and writes, for rows that are not within the bounds; what such a "
    "bound means cannot be said in a check that would prove that there are none."
)
_SAID = "The bounds of the partition say the same from now on."


class AttachTable(AddPartition, frozen=True, kw_only=True):
    """A check of the bounds, NOT VALID and validated, then ATTACH PARTITION.

    Args:
        proof: name of the check, once it is there and valid.
    """

    proof: str = ""

    def title(self) -> str:
        return f"Attach {self.partition.schema}.{self.partition.name} to {self.schema}.{self.table}"

    def apply(self, schema: Physical) -> Physical:
        return super().apply(remove(schema, "tables", self.partition.schema, self.partition.name))

    def online(self, situation: Situation) -> tuple[Change, ...]:
        bound = bound_of(the_table(situation.before, self.schema, self.table), self.partition)
        if self.proof or bound is None or situation.is_new(self.partition.schema, self.partition.name):
            return super().online(situation)
        column, condition = bound
        check = Check(name=new_name(self.partition.name), expression=Expression(sql=condition, columns=(column,)))
        add = AddCheck(schema=self.partition.schema, table=self.partition.name, check=check)
        return (add, replace(self, proof=check.name))

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        own = (self.partition.schema, self.partition.name)
        attach = self.attached(situation, the_table(situation.before, self.schema, self.table))
        scans = () if self.proof else (RelationName(schema=own[0], name=own[1]),)
        theirs = (*locked(indexes(situation.before, *own), Lock.ACCESS_EXCLUSIVE), *self._merged(situation))
        attach = replace(
            attach,
            why=attach.why if attach.scans else _PROVED if self.proof else _SCANS,
            locks=strongest((*attach.locks, access_exclusive(*own), *theirs)),
            mode=Mode.OWN if scans else attach.mode,
            scans=(*attach.scans, *scans),
        )
        if not self.proof:
            return (attach,)
        drop = to_sql(drop_constraint(*own, self.proof))
        return (attach, Statement(sql=drop, why=_SAID, locks=locks_on(*own, Lock.ACCESS_EXCLUSIVE)))

    def _merged(self, situation: Situation) -> Iterator[RelationLock]:
        """The tables that its foreign keys refer to: each key becomes one with that of the table (measured)."""
        before = situation.before
        for key in the_table(before, self.partition.schema, self.partition.name).foreign_keys:
            yield from family_locks(before, key.ref_schema, key.ref_table, Lock.ACCESS_EXCLUSIVE)


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    for before, after in common_tables(old, new):
        if before.partitioning is None or after.partitioning is None:
            continue
        dropped = tuple(only_in(before.partitioning.partitions, after.partitioning.partitions))
        for partition in only_in(after.partitioning.partitions, before.partitioning.partitions):
            alone = old.table(partition.schema, partition.name)
            if alone is not None:
                refuse_references(old, partition)
                refuse_overlap(after, partition, dropped)
                yield _attached(before, partition, alone)


def _attached(parent: Table, partition: Partition, alone: Table) -> AttachTable:
    """The change; a check of the bounds that is there already is the proof, and goes."""
    proof = check_of_bound(parent, partition, alone)
    rest = replace(alone, checks=tuple(check for check in alone.checks if check != proof))
    refuse_other_shape(parent, partition, rest)
    name = "" if proof is None else proof.name
    return AttachTable(schema=parent.schema, table=parent.name, partition=partition, proof=name)


KIND = Kind("attach-table", _detect)
