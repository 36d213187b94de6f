"""Replace a foreign key by another one of the same name."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from wesley.changes.add_foreign_key import AddForeignKey
from wesley.changes.change import Change, Kind, TableChange
from wesley.changes.drop_foreign_key import DropForeignKey
from wesley.changes.edit import put_member, the_table
from wesley.changes.matching import match
from wesley.changes.pairs import common_tables
from wesley.changes.rename_constraint import RenameConstraint
from wesley.changes.situation import Situation
from wesley.changes.statement import Statement
from wesley.changes.taken_names import free_new_name
from wesley.changes.together import Together
from wesley.ir.constraint import ForeignKey
from wesley.ir.schema import Physical


class ReplaceForeignKey(TableChange, frozen=True, kw_only=True):
    """The new foreign key is built beside the old one; then they change places in one transaction."""

    key: ForeignKey

    def title(self) -> str:
        return f"Replace foreign key {self.key.name} of {self.schema}.{self.table}"

    def apply(self, schema: Physical) -> Physical:
        return put_member(schema, self.schema, self.table, "foreign_keys", self.key)

    def online(self, situation: Situation) -> tuple[Change, ...]:
        drop = DropForeignKey(schema=self.schema, table=self.table, name=self.key.name)
        if not self.key.valid:
            unproved = AddForeignKey(schema=self.schema, table=self.table, key=self.key)
            return (Together(changes=(drop, unproved), heading=self.title()),)
        name = free_new_name(the_table(situation.before, self.schema, self.table), self.key.name)
        rename = RenameConstraint(schema=self.schema, table=self.table, name=name, to=self.key.name)
        add = AddForeignKey(schema=self.schema, table=self.table, key=replace(self.key, name=name))
        return (add, Together(changes=(drop, rename), heading=self.title()))

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        return Together(changes=self.online(situation), heading=self.title()).statements(situation)


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    for before, after in common_tables(old, new):
        for _, key in match(before.foreign_keys, after.foreign_keys).altered:
            yield ReplaceForeignKey(schema=after.schema, table=after.name, key=key)


KIND = Kind("replace-foreign-key", _detect)
