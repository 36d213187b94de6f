"""Let a partition of a table become a table of its own, with its rows."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from wesley.changes.add_partition import default_of
from wesley.changes.change import Change, Kind
from wesley.changes.default_names import default_name
from wesley.changes.drop_partition import DropPartition
from wesley.changes.edit import put, the_table
from wesley.changes.lock import access_exclusive
from wesley.changes.pairs import common_tables, only_in
from wesley.changes.partition_shape import bound_of, refuse_other_shape, refuse_references
from wesley.changes.relations import index_names
from wesley.changes.situation import Situation
from wesley.changes.statement import Mode, Probe, RelationName, Statement
from wesley.ir.schema import Physical
from wesley.ir.table import Table
from wesley.sql.ddl.alter_constraint import drop_constraint_if_there
from wesley.sql.deparse import to_sql
from wesley.sql.object_probe import indexes_beside

_BOUND = "DETACH CONCURRENTLY leaves a check behind that says what the bounds of the partition said."
_WAITS = " The rows leave the partitioned table with it, so it waits until the old application is gone."


class DetachPartition(DropPartition, frozen=True, kw_only=True):
    """DETACH PARTITION, CONCURRENTLY where PostgreSQL can, and nothing is dropped.

    Args:
        alone: the table that the partition is then.
    """

    alone: Table

    def title(self) -> str:
        return f"Detach partition {self.partition.schema}.{self.partition.name} from {self.schema}.{self.table}"

    def apply(self, schema: Physical) -> Physical:
        return put(super().apply(schema), "tables", self.alone)

    def touches(self) -> tuple[RelationName, ...]:
        return (*super().touches(), self._name)

    @property
    def _name(self) -> RelationName:
        return RelationName(schema=self.partition.schema, name=self.partition.name)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        table = the_table(situation.before, self.schema, self.table)
        refuse_other_shape(table, self.partition, self.alone)
        check = self._check_left(table)
        detach = self.detached(situation, table, concurrently=check is not None)
        probe = Probe(
            query=indexes_beside(self.partition.schema, self.partition.name, index_names(self.alone)),
            meaning="indexes of the partition that have other names than those of the table that it becomes",
        )
        detach = replace(detach, why=detach.why + _WAITS, probe=probe)
        if check is None or detach.mode is not Mode.OUTSIDE:
            return (detach,)
        dropped = Statement(
            sql=to_sql(drop_constraint_if_there(self.partition.schema, self.partition.name, check)),
            why=_BOUND,
            locks=(access_exclusive(self.partition.schema, self.partition.name),),
        )
        return (detach, dropped)

    def _check_left(self, table: Table) -> str | None:
        """The name of the check that DETACH CONCURRENTLY leaves; None where it cannot be told."""
        bound = bound_of(table, self.partition)
        if bound is None or default_of(table) is not None:
            return None
        name = default_name(self.partition.name, bound[0], "check")
        return None if any(check.name == name for check in self.alone.checks) else name


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    for before, after in common_tables(old, new):
        if before.partitioning is None or after.partitioning is None:
            continue
        for partition in only_in(before.partitioning.partitions, after.partitioning.partitions):
            alone = new.table(partition.schema, partition.name)
            if alone is not None:
                refuse_other_shape(before, partition, alone)
                refuse_references(new, partition)
                yield DetachPartition(schema=after.schema, table=after.name, partition=partition, alone=alone)


KIND = Kind("detach-partition", _detect)
