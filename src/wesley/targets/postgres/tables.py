"""Tables and what hangs on them."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.ir.routine import TriggerFiring
from wesley.ir.schema import Physical
from wesley.ir.table import Table
from wesley.memory.memory import Memory
from wesley.sql.ddl.alter_trigger import set_trigger_firing
from wesley.sql.ddl.foreign_key import add_foreign_key
from wesley.sql.ddl.index import create_index
from wesley.sql.ddl.rows import insert_rows
from wesley.sql.ddl.table import complete_table, create_partition, create_table
from wesley.sql.ddl.trigger import create_trigger
from wesley.sql.deparse import to_sql
from wesley.targets.postgres.statement import located, of_each, written


def tables(physical: Physical, memory: Memory | None = None) -> Iterator[str]:
    """The tables with every constraint but foreign keys, each followed by its partitions and by what completes it."""
    return of_each(memory, "tables", physical.tables, _table)


def _table(table: Table) -> Iterator[str]:
    yield written(table.origin, create_table, table)
    if table.partitioning is not None:
        for partition in table.partitioning.partitions:
            yield written(partition.origin, create_partition, table, partition)
    for tree in located(table.origin, complete_table, table):
        yield located(table.origin, to_sql, tree)


def rows(physical: Physical, memory: Memory | None = None) -> Iterator[str]:
    """The rows of lookup tables."""
    return of_each(memory, "rows", physical.tables, _rows)


def _rows(table: Table) -> Iterator[str]:
    if table.rows is not None and table.rows.values:
        yield written(table.origin, insert_rows, table.schema, table.name, table.rows)


def indexes(physical: Physical, memory: Memory | None = None) -> Iterator[str]:
    """The indexes that belong to no constraint."""
    return of_each(memory, "indexes", physical.tables, _indexes)


def _indexes(table: Table) -> Iterator[str]:
    for index in table.indexes:
        yield written(index.origin, create_index, table.schema, table.name, index)


def foreign_keys(physical: Physical, memory: Memory | None = None) -> Iterator[str]:
    """The foreign keys; every table is there, so they may form circles."""
    return of_each(memory, "foreign keys", physical.tables, _foreign_keys)


def _foreign_keys(table: Table) -> Iterator[str]:
    for key in table.foreign_keys:
        yield written(key.origin, add_foreign_key, table.schema, table.name, key)


def triggers(physical: Physical, memory: Memory | None = None) -> Iterator[str]:
    """The triggers, and in which sessions they fire."""
    return of_each(memory, "triggers", physical.tables, _triggers)


def _triggers(table: Table) -> Iterator[str]:
    for trigger in table.triggers:
        yield written(trigger.origin, create_trigger, table.schema, table.name, trigger)
        if trigger.firing is not TriggerFiring.ORIGIN:
            at = (table.schema, table.name, trigger.name)
            yield written(trigger.origin, set_trigger_firing, *at, trigger.firing)
