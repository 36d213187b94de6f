"""Replace a primary key by one that is not the same."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from wesley.changes.add_primary_key import AddPrimaryKey, not_null_forms, usable_index
from wesley.changes.change import Change, Kind, TableChange
from wesley.changes.create_index import CreateIndex
from wesley.changes.drop_index import DropIndex
from wesley.changes.drop_not_null import DropNotNull
from wesley.changes.drop_primary_key import DropPrimaryKey
from wesley.changes.edit import edit_table, remove_member, the_table
from wesley.changes.key_index import has_key_on, index_of, ready_index
from wesley.changes.matching import structure
from wesley.changes.pairs import common_tables, differing
from wesley.changes.partition_key import partition_indexes, partition_keys
from wesley.changes.referenced_key import referencing, tied_anew, validations
from wesley.changes.situation import Situation
from wesley.changes.statement import Statement
from wesley.changes.taken_names import free_new_name, free_old_name
from wesley.changes.together import Together
from wesley.ir.constraint import PrimaryKey
from wesley.ir.schema import Physical
from wesley.ir.table import Table


class ReplacePrimaryKey(TableChange, frozen=True, kw_only=True):
    """A table has one primary key, so the old one goes in the transaction that makes the new one of a ready index.

    What the old one has promised stays until the contract: where nothing else keeps its columns unique, a unique index
    does. Foreign keys that refer to them are tied to what is left.

    Args:
        key: the new primary key.
        index: name of an index of the table that it is made of; None to build one.
    """

    key: PrimaryKey
    index: str | None = None

    def title(self) -> str:
        return f"Replace the primary key of {self.schema}.{self.table}"

    def apply(self, schema: Physical) -> Physical:
        if self.index is not None:
            schema = remove_member(schema, self.schema, self.table, "indexes", self.index)
        return edit_table(schema, self.schema, self.table, primary_key=self.key)

    def online(self, situation: Situation) -> tuple[Change, ...]:
        table = the_table(situation.before, self.schema, self.table)
        old = table.primary_key
        if old is None:
            return (AddPrimaryKey(schema=self.schema, table=self.table, key=self.key, index=self.index),)
        references = referencing(situation.before, self.schema, self.table, old.columns)
        kept = self._kept(situation, table, old)
        swap = Together(changes=tied_anew(situation, references, self._swap(table, old)), heading=self.title())
        return (
            *not_null_forms(table, self.key),
            *self._ready(situation, table),
            *kept[:1],
            swap,
            *validations(references),
            *kept[1:],
        )

    def _ready(self, situation: Situation, table: Table) -> tuple[Change, ...]:
        """The index of the new key; that of each partition where the table has them."""
        if table.partitioning is not None:
            return partition_indexes(table, self.key)
        wanted = index_of(self.key, self._index_name(table))
        return ready_index(situation, self.schema, self.table, wanted, spare=self.index is not None)

    def _swap(self, table: Table, old: PrimaryKey) -> tuple[Change, ...]:
        drop = DropPrimaryKey(schema=self.schema, table=self.table, name=old.name)
        add = AddPrimaryKey(schema=self.schema, table=self.table, key=self.key)
        if table.partitioning is not None:
            return (drop, *partition_keys(table, self.key), replace(add, of_partitions=True))
        return (drop, replace(add, index=self._index_name(table)))

    def _kept(self, situation: Situation, table: Table, old: PrimaryKey) -> tuple[Change, ...]:
        """A unique index on the columns of the old key, and its end; nothing where another key keeps them unique."""
        covered = set(old.columns) == set(self.key.columns) and self.key.deferrable.value == "NO"
        if covered or has_key_on(situation.before, self.schema, self.table, old.columns, without=old.name):
            return ()
        name = free_old_name(table, old.name)
        index = replace(index_of(old, name), include=())
        return (
            CreateIndex(schema=self.schema, table=self.table, index=index),
            DropIndex(schema=self.schema, table=self.table, name=name),
        )

    def _index_name(self, table: Table) -> str:
        return self.index or free_new_name(table, self.key.name)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        return Together(changes=self.online(situation), heading=self.title()).statements(situation)


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    for before, after in common_tables(old, new):
        was, key = before.primary_key, after.primary_key
        if was is not None and key is not None and structure(was) != structure(key):
            index = usable_index(before, after, key)
            yield ReplacePrimaryKey(schema=after.schema, table=after.name, key=key, index=index)
            yield from _nullable(before, after, was)


def _nullable(before: Table, after: Table, was: PrimaryKey) -> Iterator[Change]:
    """The columns of the old key that may hold NULL now: PostgreSQL keeps those of a primary key NOT NULL."""
    for column, wanted in differing(before.columns, after.columns):
        if column.name in was.columns and not column.nullable and wanted.nullable:
            yield DropNotNull(schema=after.schema, table=after.name, column=column.name)


KIND = Kind("replace-primary-key", _detect)
