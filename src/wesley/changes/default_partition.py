"""Prove that a default partition holds no rows of a new partition, before that one is attached.

ATTACH PARTITION reads the default partition for such rows while it is locked against reads and writes. It does not when
a valid check says that there are none (ALTER TABLE, `ATTACH PARTITION`; measured).
"""

from __future__ import annotations

from wesley.changes.change import Change, TableChange
from wesley.changes.lock import Lock, locks_on
from wesley.changes.own_names import new_name
from wesley.changes.situation import Situation
from wesley.changes.statement import Mode, Probe, RelationName, Statement
from wesley.ir.constraint import Check
from wesley.ir.expression import Expression
from wesley.ir.schema import Physical
from wesley.ir.table import Partition, Partitioning, Table
from wesley.sql.ddl.alter_constraint import add_check_not_valid, drop_constraint, validate_constraint
from wesley.sql.ddl.partition import bound_condition
from wesley.sql.deparse import to_sql
from wesley.sql.probe import rows_against


class ExcludeFromDefault(TableChange, frozen=True, kw_only=True):
    """ADD CHECK ... NOT VALID on the default partition. A schema does not hold what a partition has of its own."""

    default: RelationName
    name: str
    condition: str

    def title(self) -> str:
        return f"Keep rows of the new partition out of {self.default.schema}.{self.default.name}"

    def apply(self, schema: Physical) -> Physical:
        return schema

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        check = Check(name=self.name, expression=Expression(sql=self.condition))
        return (
            Statement(
                sql=to_sql(add_check_not_valid(self.default.schema, self.default.name, check)),
                why="With a check that excludes the rows of the new partition, ATTACH does not read the default "
                "partition under a lock that blocks reads. Until the new partition is attached its rows are refused.",
                locks=locks_on(self.default.schema, self.default.name, Lock.ACCESS_EXCLUSIVE),
                manual="If the check is there already, from a run that was stopped, drop it.",
            ),
        )


class ValidateDefault(TableChange, frozen=True, kw_only=True):
    """VALIDATE CONSTRAINT of that check."""

    default: RelationName
    name: str
    condition: str

    def title(self) -> str:
        return f"Prove that {self.default.schema}.{self.default.name} has no row of the new partition"

    def apply(self, schema: Physical) -> Physical:
        return schema

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        return (
            Statement(
                sql=to_sql(validate_constraint(self.default.schema, self.default.name, self.name)),
                why="Reads the default partition once while reads and writes go on.",
                locks=locks_on(self.default.schema, self.default.name, Lock.SHARE_UPDATE_EXCLUSIVE),
                mode=Mode.OWN,
                scans=(self.default,),
                probe=Probe(
                    query=rows_against(self.default.schema, self.default.name, self.condition),
                    meaning="rows of the default partition that belong to the new one",
                ),
                manual="Move the rows that the probe finds out of the default partition, then run it again.",
            ),
        )


class AdmitToDefault(TableChange, frozen=True, kw_only=True):
    """DROP CONSTRAINT of that check."""

    default: RelationName
    name: str

    def title(self) -> str:
        return f"Drop the check of {self.default.schema}.{self.default.name} that is no longer needed"

    def apply(self, schema: Physical) -> Physical:
        return schema

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        return (
            Statement(
                sql=to_sql(drop_constraint(self.default.schema, self.default.name, self.name)),
                why="The bounds of the new partition say the same from now on.",
                locks=locks_on(self.default.schema, self.default.name, Lock.ACCESS_EXCLUSIVE),
            ),
        )


def clearing_condition(partitioning: Partitioning, partition: Partition) -> str | None:
    """The condition that the default partition has to meet; None where it is not known how to write it."""
    condition = bound_condition(partitioning, partition)
    return None if condition is None else f"NOT ({condition})"


def clear_default(table: Table, default: Partition, partition: Partition, condition: str) -> tuple[Change, ...]:
    """The changes after which the default partition is known to hold no row of the new one."""
    relation, name = RelationName(schema=default.schema, name=default.name), new_name(partition.name)
    at = {"schema": table.schema, "table": table.name}
    return (
        ExcludeFromDefault(**at, default=relation, name=name, condition=condition),
        ValidateDefault(**at, default=relation, name=name, condition=condition),
    )


def restore_default(table: Table, default: Partition, partition: Partition) -> Change:
    """The change that takes the check away again."""
    return AdmitToDefault(
        schema=table.schema,
        table=table.name,
        default=RelationName(schema=default.schema, name=default.name),
        name=new_name(partition.name),
    )
