"""Add a primary key."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from wesley.changes.change import Change, Kind, TableChange
from wesley.changes.edit import edit_table, remove_member, the_table
from wesley.changes.key_index import index_of, key_from_index, plain_key, ready_index, spare_index
from wesley.changes.pairs import common_tables
from wesley.changes.partition_key import partition_indexes, partition_keys
from wesley.changes.set_not_null import SetNotNull
from wesley.changes.situation import Situation
from wesley.changes.statement import Statement
from wesley.changes.taken_names import aside, holders
from wesley.ir.constraint import PrimaryKey
from wesley.ir.schema import Physical
from wesley.ir.table import Table


class AddPrimaryKey(TableChange, frozen=True, kw_only=True):
    """ALTER TABLE ... ADD PRIMARY KEY.

    Args:
        key: the primary key; its columns are NOT NULL already, or else PostgreSQL would read the table for it.
        index: name of an index of the table that it is made of; None to build one.
        of_partitions: every partition has the key already.
    """

    key: PrimaryKey
    index: str | None = None
    of_partitions: bool = False

    def title(self) -> str:
        return f"Add primary key {self.key.name} to {self.schema}.{self.table}"

    def apply(self, schema: Physical) -> Physical:
        if self.index is not None:
            schema = remove_member(schema, self.schema, self.table, "indexes", self.index)
        return edit_table(schema, self.schema, self.table, primary_key=self.key)

    def online(self, situation: Situation) -> tuple[Change, ...]:
        if self.of_partitions or situation.is_new(self.schema, self.table):
            return (self,)
        table = the_table(situation.before, self.schema, self.table)
        filled = not_null_forms(table, self.key)
        if table.partitioning is not None:
            parts = (*partition_indexes(table, self.key), *partition_keys(table, self.key))
            return (*filled, *parts, replace(self, of_partitions=True))
        wanted = index_of(self.key, self.index or self.key.name)
        ready = ready_index(situation, self.schema, self.table, wanted, spare=self.index is not None)
        return (*filled, *ready, replace(self, index=wanted.name))

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        if self.index is None:
            return (plain_key(situation, self.schema, self.table, self.key, ready=self.of_partitions),)
        return (key_from_index(self.schema, self.table, self.key, self.index),)


def not_null_forms(table: Table, key: PrimaryKey) -> tuple[Change, ...]:
    """The changes that make the columns of the key NOT NULL where they are not."""
    return tuple(
        SetNotNull(schema=table.schema, table=table.name, column=column.name)
        for column in table.columns
        if column.name in key.columns and column.nullable
    )


def usable_index(before: Table, after: Table, key: PrimaryKey) -> str | None:
    """The index of the old table that the key can be made of; a partitioned table cannot use any."""
    return None if before.partitioning is not None else spare_index(before, after, index_of(key, key.name))


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    known = holders(old)
    for before, after in common_tables(old, new):
        if before.primary_key is None and after.primary_key is not None:
            index = usable_index(before, after, after.primary_key)
            if index != after.primary_key.name:
                yield from aside(known, after.schema, after.primary_key.name)
            yield AddPrimaryKey(schema=after.schema, table=after.name, key=after.primary_key, index=index)


KIND = Kind("add-primary-key", _detect)
