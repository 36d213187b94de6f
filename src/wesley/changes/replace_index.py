"""Replace an index by another one of the same name."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from wesley.changes.change import Change, Kind, TableChange
from wesley.changes.create_index import CreateIndex
from wesley.changes.drop_index import DropIndex
from wesley.changes.drop_invalid_index import DropInvalidIndex
from wesley.changes.edit import find_member, put_member, remove_member, the_table
from wesley.changes.matching import match, structure
from wesley.changes.pairs import common_tables
from wesley.changes.rename_index import RenameIndex
from wesley.changes.situation import Situation
from wesley.changes.statement import Statement
from wesley.changes.taken_names import free_new_name, free_old_name
from wesley.changes.together import Together
from wesley.ir.index import Index
from wesley.ir.schema import Physical


class ReplaceIndex(TableChange, frozen=True, kw_only=True):
    """The new index is built beside the old one, then they change names; the old one is dropped in the contract.

    Args:
        index: the new index, without a comment: that is a change of its own.
        spare: name of an index that is the new one already, as an interrupted plan leaves it; None to build it.
    """

    index: Index
    spare: str | None = None

    def title(self) -> str:
        return f"Replace index {self.index.name} of {self.schema}.{self.table}"

    def apply(self, schema: Physical) -> Physical:
        index = self.index
        if self.spare is not None:
            was = find_member(schema, self.schema, self.table, "indexes", self.spare)
            index = replace(index, comment=was.comment if was.valid else None)
            schema = remove_member(schema, self.schema, self.table, "indexes", self.spare)
        return put_member(schema, self.schema, self.table, "indexes", index)

    def online(self, situation: Situation) -> tuple[Change, ...]:
        table = the_table(situation.before, self.schema, self.table)
        old = free_old_name(table, self.index.name)
        successor = self.spare or free_new_name(table, self.index.name)
        swap = (
            RenameIndex(schema=self.schema, table=self.table, name=self.index.name, to=old),
            RenameIndex(schema=self.schema, table=self.table, name=successor, to=self.index.name),
        )
        return (
            *self._ready(situation, successor),
            Together(changes=swap, heading=self.title()),
            DropIndex(schema=self.schema, table=self.table, name=old),
        )

    def _ready(self, situation: Situation, name: str) -> tuple[Change, ...]:
        build = CreateIndex(schema=self.schema, table=self.table, index=replace(self.index, name=name))
        if self.spare is None:
            return (build,)
        if find_member(situation.before, self.schema, self.table, "indexes", name).valid:
            return ()
        return (DropInvalidIndex(schema=self.schema, table=self.table, name=name), build)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        return Together(changes=self.online(situation), heading=self.title()).statements(situation)


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    for before, after in common_tables(old, new):
        matching = match(before.indexes, after.indexes)
        unused = list(matching.dropped)
        for _, index in matching.altered:
            spare = next((each for each in unused if structure(each) == structure(index)), None)
            if spare is not None:
                unused.remove(spare)
            yield ReplaceIndex(
                schema=after.schema,
                table=after.name,
                index=replace(index, comment=None),
                spare=None if spare is None else spare.name,
            )


KIND = Kind("replace-index", _detect)
