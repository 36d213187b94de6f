"""Everything of a table that an access method looks through."""

from __future__ import annotations

from wesley.ir.column import Column
from wesley.ir.constraint import PrimaryKey, Unique
from wesley.ir.index import Index, IndexKey
from wesley.ir.table import Partitioning, PartitionStrategy, Table
from wesley.sql.indexed_keys import indexed_keys


def test_constraints_indexes_and_the_partition_key() -> None:
    table = Table(
        schema="s",
        name="t",
        columns=(Column(name="a", type="text"),),
        primary_key=PrimaryKey(name="p", columns=("a",)),
        uniques=(Unique(name="u", columns=("a", "b")),),
        indexes=(Index(name="i", method="gin", keys=(IndexKey(column="c"),)),),
        partitioning=Partitioning(strategy=PartitionStrategy.HASH, keys=(IndexKey(column="a"),)),
    )
    found = [(method, [key.column for key in keys]) for method, keys, _ in indexed_keys(table)]
    assert found == [("btree", ["a"]), ("btree", ["a", "b"]), ("gin", ["c"]), ("hash", ["a"])]
