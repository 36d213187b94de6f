"""The keys of a table that an access method looks through."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.ir.index import IndexKey
from wesley.ir.origin import Origin
from wesley.ir.table import PartitionStrategy, Table

Keyed = tuple[str, tuple[IndexKey, ...], Origin]
"""A method, the keys that it indexes, and where they were written."""


def indexed_keys(table: Table) -> Iterator[Keyed]:
    """The keys of everything of a table that an access method looks through: indexes, constraints, partitions."""
    for constraint in (*(() if table.primary_key is None else (table.primary_key,)), *table.uniques):
        yield "btree", tuple(IndexKey(column=name) for name in constraint.columns), constraint.origin
    for index in table.indexes:
        yield index.method, index.keys, index.origin
    for exclusion in table.exclusions:
        yield exclusion.method, tuple(element.key for element in exclusion.elements), exclusion.origin
    if table.partitioning is not None:
        method = "hash" if table.partitioning.strategy is PartitionStrategy.HASH else "btree"
        yield method, table.partitioning.keys, table.partitioning.origin
