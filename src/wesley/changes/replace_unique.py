"""Replace a unique constraint by another one of the same name."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from wesley.changes.add_unique import AddUnique, usable_index
from wesley.changes.change import Change, Kind, TableChange
from wesley.changes.drop_unique import DropUnique
from wesley.changes.edit import put_member, remove_member, the_table
from wesley.changes.matching import match, structure
from wesley.changes.pairs import common_tables
from wesley.changes.rename_key import RenameKey
from wesley.changes.situation import Situation
from wesley.changes.statement import Statement
from wesley.changes.taken_names import free_new_name, free_old_name
from wesley.changes.together import Together
from wesley.ir.constraint import Unique
from wesley.ir.schema import Physical


class ReplaceUnique(TableChange, frozen=True, kw_only=True):
    """The new constraint is built beside the old one, then they change names; the old one is dropped in the contract.

    Args:
        unique: the new constraint.
        index: name of an index of the table that it is made of; None to build one.
        twin: name of a constraint that is the new one already, as an interrupted plan leaves it; None to add it.
    """

    unique: Unique
    index: str | None = None
    twin: str | None = None

    def title(self) -> str:
        return f"Replace unique {self.unique.name} of {self.schema}.{self.table}"

    def apply(self, schema: Physical) -> Physical:
        if self.twin is not None:
            schema = remove_member(schema, self.schema, self.table, "uniques", self.twin)
        elif self.index is not None:
            schema = remove_member(schema, self.schema, self.table, "indexes", self.index)
        return put_member(schema, self.schema, self.table, "uniques", self.unique)

    def online(self, situation: Situation) -> tuple[Change, ...]:
        table = the_table(situation.before, self.schema, self.table)
        old = free_old_name(table, self.unique.name)
        successor = self.twin or free_new_name(table, self.unique.name)
        add = AddUnique(
            schema=self.schema, table=self.table, unique=replace(self.unique, name=successor), index=self.index
        )
        swap = (
            RenameKey(schema=self.schema, table=self.table, name=self.unique.name, to=old),
            RenameKey(schema=self.schema, table=self.table, name=successor, to=self.unique.name),
        )
        return (
            *(() if self.twin is not None else (add,)),
            Together(changes=swap, heading=self.title()),
            DropUnique(schema=self.schema, table=self.table, name=old),
        )

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        return Together(changes=self.online(situation), heading=self.title()).statements(situation)


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    for before, after in common_tables(old, new):
        matching = match(before.uniques, after.uniques)
        for _, unique in matching.altered:
            twin = next((each.name for each in matching.dropped if structure(each) == structure(unique)), None)
            index = usable_index(before, after, unique) if twin is None else None
            yield ReplaceUnique(schema=after.schema, table=after.name, unique=unique, index=index, twin=twin)


KIND = Kind("replace-unique", _detect)
