"""The relations that a statement about a table reaches: the table, its partitions, its indexes."""

from __future__ import annotations

from wesley.changes.edit import the_table
from wesley.changes.lock import Lock, RelationLock
from wesley.changes.statement import RelationName
from wesley.ir.schema import Physical
from wesley.ir.table import Table


def family(physical: Physical, schema: str, name: str) -> tuple[RelationName, ...]:
    """The table and its partitions: most forms of ALTER TABLE reach them too (ALTER TABLE, `ONLY`)."""
    table = the_table(physical, schema, name)
    partitions = table.partitioning.partitions if table.partitioning is not None else ()
    return (
        RelationName(schema=schema, name=name),
        *(RelationName(schema=partition.schema, name=partition.name) for partition in partitions),
    )


def stored(physical: Physical, schema: str, name: str) -> tuple[RelationName, ...]:
    """The relations that hold the rows of the table: itself, or its partitions."""
    found = family(physical, schema, name)
    return found[1:] if the_table(physical, schema, name).partitioning is not None else found


def rewritten(physical: Physical, schema: str, name: str) -> tuple[RelationName, ...]:
    """The tables that get a new file when every row is written anew; their indexes do so, too."""
    return stored(physical, schema, name)


def index_names(table: Table) -> tuple[str, ...]:
    """The names of all indexes of a table, those of its constraints among them, sorted."""
    names = [table.primary_key.name] if table.primary_key is not None else []
    names += [unique.name for unique in table.uniques]
    names += [exclusion.name for exclusion in table.exclusions]
    return tuple(sorted([*names, *(index.name for index in table.indexes)]))


def indexes(physical: Physical, schema: str, name: str) -> tuple[RelationName, ...]:
    """All indexes of a table. Those of partitions are not known by name."""
    table = the_table(physical, schema, name)
    return tuple(RelationName(schema=schema, name=index) for index in index_names(table))


def locked(relations: tuple[RelationName, ...], mode: Lock) -> tuple[RelationLock, ...]:
    """The same lock on each relation."""
    return tuple(RelationLock(schema=each.schema, name=each.name, mode=mode) for each in relations)


def family_locks(physical: Physical, schema: str, name: str, mode: Lock) -> tuple[RelationLock, ...]:
    """The same lock on a table and its partitions."""
    return locked(family(physical, schema, name), mode)


def rewrite_locks(physical: Physical, schema: str, name: str) -> tuple[RelationLock, ...]:
    """The locks of a statement that writes every row anew: ACCESS EXCLUSIVE on all of it, indexes too (measured)."""
    reached = (*family(physical, schema, name), *indexes(physical, schema, name))
    return locked(reached, Lock.ACCESS_EXCLUSIVE)
