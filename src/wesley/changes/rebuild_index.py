"""Build an index anew that a stopped concurrent build has left invalid."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from wesley.changes.change import Change, Kind, TableChange
from wesley.changes.create_index import CreateIndex
from wesley.changes.drop_invalid_index import DropInvalidIndex
from wesley.changes.edit import find_member, put_member
from wesley.changes.matching import gains_validity
from wesley.changes.pairs import common_tables
from wesley.changes.situation import Situation
from wesley.changes.statement import Statement
from wesley.changes.together import Together
from wesley.ir.index import Index
from wesley.ir.schema import Physical


class RebuildIndex(TableChange, frozen=True, kw_only=True):
    """The invalid index is dropped and built again. Its comment is a change of its own."""

    name: str

    def title(self) -> str:
        return f"Rebuild invalid index {self.name} of {self.schema}.{self.table}"

    def apply(self, schema: Physical) -> Physical:
        return put_member(schema, self.schema, self.table, "indexes", self._whole(schema))

    def online(self, situation: Situation) -> tuple[Change, ...]:
        return (
            DropInvalidIndex(schema=self.schema, table=self.table, name=self.name),
            CreateIndex(schema=self.schema, table=self.table, index=self._whole(situation.before)),
        )

    def _whole(self, schema: Physical) -> Index:
        index: Index = find_member(schema, self.schema, self.table, "indexes", self.name)
        return replace(index, valid=True, comment=None)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        return Together(changes=self.online(situation), heading=self.title()).statements(situation)


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    for before, after in common_tables(old, new):
        for index in gains_validity(before.indexes, after.indexes):
            yield RebuildIndex(schema=after.schema, table=after.name, name=index.name)


KIND = Kind("rebuild-index", _detect)
