"""Tables and what hangs on them."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.ir.routine import TriggerFiring
from wesley.ir.schema import Physical
from wesley.sql.ddl.alter_trigger import set_trigger_firing
from wesley.sql.ddl.foreign_key import add_foreign_key
from wesley.sql.ddl.index import create_index
from wesley.sql.ddl.rows import insert_rows
from wesley.sql.ddl.table import complete_table, create_partition, create_table
from wesley.sql.ddl.trigger import create_trigger
from wesley.sql.deparse import to_sql
from wesley.targets.postgres.statement import located, written


def tables(physical: Physical) -> Iterator[str]:
    """The tables with every constraint but foreign keys, each followed by its partitions and by what completes it."""
    for table in physical.tables:
        yield written(table.origin, create_table, table)
        if table.partitioning is not None:
            for partition in table.partitioning.partitions:
                yield written(partition.origin, create_partition, table, partition)
        for tree in located(table.origin, complete_table, table):
            yield located(table.origin, to_sql, tree)


def rows(physical: Physical) -> Iterator[str]:
    """The rows of lookup tables."""
    for table in physical.tables:
        if table.rows is not None and table.rows.values:
            yield written(table.origin, insert_rows, table.schema, table.name, table.rows)


def indexes(physical: Physical) -> Iterator[str]:
    """The indexes that belong to no constraint."""
    for table in physical.tables:
        for index in table.indexes:
            yield written(index.origin, create_index, table.schema, table.name, index)


def foreign_keys(physical: Physical) -> Iterator[str]:
    """The foreign keys; every table is there, so they may form circles."""
    for table in physical.tables:
        for key in table.foreign_keys:
            yield written(key.origin, add_foreign_key, table.schema, table.name, key)


def triggers(physical: Physical) -> Iterator[str]:
    """The triggers, and in which sessions they fire."""
    for table in physical.tables:
        for trigger in table.triggers:
            yield written(trigger.origin, create_trigger, table.schema, table.name, trigger)
            if trigger.firing is not TriggerFiring.ORIGIN:
                at = (table.schema, table.name, trigger.name)
                yield written(trigger.origin, set_trigger_firing, *at, trigger.firing)
