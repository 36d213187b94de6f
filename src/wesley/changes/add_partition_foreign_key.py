"""Add a foreign key to one partition, so that the partitioned table can take it over."""

from __future__ import annotations

from msgspec.structs import replace

from wesley.changes.change import Change, TableChange
from wesley.changes.lock import Lock, locks_on, strongest
from wesley.changes.partition_names import partition_foreign_key_name
from wesley.changes.relations import family_locks
from wesley.changes.situation import Situation
from wesley.changes.statement import RelationName, Statement
from wesley.changes.validate_foreign_key import foreign_key_validation
from wesley.ir.constraint import ForeignKey
from wesley.ir.schema import Physical
from wesley.ir.table import Table
from wesley.sql.ddl.foreign_key import add_foreign_key
from wesley.sql.deparse import to_sql


class AddPartitionForeignKey(TableChange, frozen=True, kw_only=True):
    """ALTER TABLE partition ADD FOREIGN KEY ... NOT VALID. A schema does not hold what a partition has of its own."""

    partition: RelationName
    key: ForeignKey

    def title(self) -> str:
        return f"Add foreign key {self.key.name} to partition {self.partition.schema}.{self.partition.name}"

    def apply(self, schema: Physical) -> Physical:
        return schema

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        key, mode = replace(self.key, valid=False), Lock.SHARE_ROW_EXCLUSIVE
        referenced = family_locks(situation.before, self.key.ref_schema, self.key.ref_table, mode)
        return (
            Statement(
                sql=to_sql(add_foreign_key(self.partition.schema, self.partition.name, key)),
                why="Before PostgreSQL 18 a partitioned table cannot have a foreign key NOT VALID, but its partitions "
                "can: NOT VALID reads no row.",
                locks=strongest((*locks_on(self.partition.schema, self.partition.name, mode), *referenced)),
                manual="If the partition has the foreign key already, from a run that was stopped, drop it there.",
            ),
        )


class ValidatePartitionForeignKey(TableChange, frozen=True, kw_only=True):
    """ALTER TABLE partition VALIDATE CONSTRAINT of a foreign key."""

    partition: RelationName
    key: ForeignKey

    def title(self) -> str:
        return f"Validate foreign key {self.key.name} of partition {self.partition.schema}.{self.partition.name}"

    def apply(self, schema: Physical) -> Physical:
        return schema

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        return (foreign_key_validation(situation.before, (self.partition,), self.key),)


def partition_forms(table: Table, key: ForeignKey) -> tuple[Change, ...]:
    """The changes that give every partition a valid foreign key."""
    forms: list[Change] = []
    for each in table.partitioning.partitions if table.partitioning is not None else ():
        partition = RelationName(schema=each.schema, name=each.name)
        part = replace(key, name=partition_foreign_key_name(key))
        forms += (
            AddPartitionForeignKey(schema=table.schema, table=table.name, partition=partition, key=part),
            ValidatePartitionForeignKey(schema=table.schema, table=table.name, partition=partition, key=part),
        )
    return tuple(forms)
