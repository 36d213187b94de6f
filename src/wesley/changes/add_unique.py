"""Add a unique constraint."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from wesley.changes.change import Change, Kind, TableChange
from wesley.changes.edit import put_member, remove_member, the_table
from wesley.changes.key_index import index_of, key_from_index, plain_key, ready_index, spare_index
from wesley.changes.matching import match
from wesley.changes.pairs import common_tables
from wesley.changes.partition_key import partition_indexes, partition_keys
from wesley.changes.situation import Situation
from wesley.changes.statement import Statement
from wesley.changes.taken_names import aside, holders
from wesley.ir.constraint import Unique
from wesley.ir.schema import Physical
from wesley.ir.table import Table


class AddUnique(TableChange, frozen=True, kw_only=True):
    """ALTER TABLE ... ADD CONSTRAINT ... UNIQUE.

    Args:
        unique: the constraint.
        index: name of an index of the table that it is made of; None to build one.
        of_partitions: every partition has the constraint already.
    """

    unique: Unique
    index: str | None = None
    of_partitions: bool = False

    def title(self) -> str:
        return f"Add unique {self.unique.name} to {self.schema}.{self.table}"

    def apply(self, schema: Physical) -> Physical:
        if self.index is not None:
            schema = remove_member(schema, self.schema, self.table, "indexes", self.index)
        return put_member(schema, self.schema, self.table, "uniques", self.unique)

    def online(self, situation: Situation) -> tuple[Change, ...]:
        if self.of_partitions or situation.is_new(self.schema, self.table):
            return (self,)
        table = the_table(situation.before, self.schema, self.table)
        if table.partitioning is not None:
            parts = (*partition_indexes(table, self.unique), *partition_keys(table, self.unique))
            return (*parts, replace(self, of_partitions=True))
        wanted = index_of(self.unique, self.index or self.unique.name)
        ready = ready_index(situation, self.schema, self.table, wanted, spare=self.index is not None)
        return (*ready, replace(self, index=wanted.name))

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        if self.index is None:
            return (plain_key(situation, self.schema, self.table, self.unique, ready=self.of_partitions),)
        return (key_from_index(self.schema, self.table, self.unique, self.index),)


def usable_index(before: Table, after: Table, unique: Unique) -> str | None:
    """The index of the old table that the constraint can be made of; a partitioned table cannot use any."""
    return None if before.partitioning is not None else spare_index(before, after, index_of(unique, unique.name))


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    known = holders(old)
    for before, after in common_tables(old, new):
        for unique in match(before.uniques, after.uniques).added:
            index = usable_index(before, after, unique)
            if index != unique.name:
                yield from aside(known, after.schema, unique.name)
            yield AddUnique(schema=after.schema, table=after.name, unique=unique, index=index)


KIND = Kind("add-unique", _detect)
