"""Add a foreign key."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from wesley.changes.add_partition_foreign_key import partition_forms
from wesley.changes.change import Change, Kind, TableChange
from wesley.changes.edit import put_member, the_table
from wesley.changes.lock import Lock, strongest
from wesley.changes.matching import match
from wesley.changes.pairs import common_tables
from wesley.changes.relations import family_locks
from wesley.changes.situation import Situation
from wesley.changes.statement import Statement
from wesley.changes.taken_names import aside_in_table, holders
from wesley.changes.validate_foreign_key import ValidateForeignKey
from wesley.ir.constraint import ForeignKey
from wesley.ir.schema import Physical
from wesley.sql.ddl.foreign_key import add_foreign_key
from wesley.sql.deparse import to_sql

_NOT_VALID = (
    "NOT VALID holds for every row that is written from now on and reads none of those that are there, so writes to "
    "both tables wait for a moment only."
)
_EMPTY = (
    "The referencing table is new and empty, so PostgreSQL reads no row of either table: writes to the one that it "
    "refers to wait for a moment only."
)
_ADOPTS = (
    "Every partition has a valid foreign key like this one, so PostgreSQL takes them over and reads no row. For that "
    "it locks the table that is referred to against reads as well, for a moment."
)


class AddForeignKey(TableChange, frozen=True, kw_only=True):
    """ALTER TABLE ... ADD FOREIGN KEY, NOT VALID where `key.valid` is False.

    Args:
        key: the foreign key.
        of_partitions: every partition has it already, and it is valid.
    """

    key: ForeignKey
    of_partitions: bool = False

    def title(self) -> str:
        return f"Add foreign key {self.key.name} to {self.schema}.{self.table}"

    def apply(self, schema: Physical) -> Physical:
        return put_member(schema, self.schema, self.table, "foreign_keys", self.key)

    def online(self, situation: Situation) -> tuple[Change, ...]:
        if not self.key.valid or self.of_partitions or self._is_plain(situation):
            return (self,)
        table = the_table(situation.before, self.schema, self.table)
        if table.partitioning is not None and situation.version < 18:
            return (*partition_forms(table, self.key), replace(self, of_partitions=True))
        unproved = replace(self, key=replace(self.key, valid=False))
        return (unproved, ValidateForeignKey(schema=self.schema, table=self.table, name=self.key.name))

    def _is_plain(self, situation: Situation) -> bool:
        if not situation.is_new(self.schema, self.table):
            return False
        if situation.is_new(self.key.ref_schema, self.key.ref_table):
            return True
        # The check of an empty table ends at once, however large the other one is (measured on 15 and 18: no scan).
        return not the_table(situation.before, self.schema, self.table).rows

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        before = situation.before
        mode = Lock.ACCESS_EXCLUSIVE if self.of_partitions else Lock.SHARE_ROW_EXCLUSIVE
        why = _ADOPTS if self.of_partitions else _EMPTY
        locks = (
            *family_locks(before, self.schema, self.table, Lock.SHARE_ROW_EXCLUSIVE),
            *family_locks(before, self.key.ref_schema, self.key.ref_table, mode),
        )
        return (
            Statement(
                sql=to_sql(add_foreign_key(self.schema, self.table, self.key)),
                why=why if self.key.valid else _NOT_VALID,
                locks=strongest(locks),
            ),
        )


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    known = holders(old)
    for before, after in common_tables(old, new):
        for key in match(before.foreign_keys, after.foreign_keys).added:
            yield from aside_in_table(known, after.schema, after.name, key.name)
            yield AddForeignKey(schema=after.schema, table=after.name, key=key)


KIND = Kind("add-foreign-key", _detect)
