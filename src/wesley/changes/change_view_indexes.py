"""Create, rename and drop the indexes of materialized views."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from msgspec.structs import replace

from wesley.changes.change import Change, Kind
from wesley.changes.edit import find, put
from wesley.changes.lock import Lock, RelationLock, locks_on
from wesley.changes.matching import match
from wesley.changes.own_names import old_name
from wesley.changes.pairs import differing
from wesley.changes.situation import Situation
from wesley.changes.statement import Mode, RelationName, Statement
from wesley.ir.index import Index
from wesley.ir.schema import Physical
from wesley.ir.view import View
from wesley.sql.ddl.alter_index import drop_index, rename_index
from wesley.sql.ddl.index import create_index
from wesley.sql.deparse import to_sql


class ViewIndexChange(Change, frozen=True, kw_only=True):
    """A change of one index of a materialized view and of nothing else."""

    schema: str
    view: str

    def touches(self) -> tuple[RelationName, ...]:
        """The materialized view."""
        return (RelationName(schema=self.schema, name=self.view),)

    def indexes(self, schema: Physical) -> dict[str, Index]:
        """Its indexes by name."""
        found: View = find(schema, "views", self.schema, self.view)
        return {index.name: index for index in found.indexes}

    def with_indexes(self, schema: Physical, indexes: dict[str, Index]) -> Physical:
        """The schema with other indexes on it."""
        found: View = find(schema, "views", self.schema, self.view)
        ordered = tuple(sorted(indexes.values(), key=lambda index: index.name))
        return put(schema, "views", replace(found, indexes=ordered))


class CreateViewIndex(ViewIndexChange, frozen=True, kw_only=True):
    """CREATE INDEX CONCURRENTLY on a materialized view."""

    index: Index

    def title(self) -> str:
        return f"Create index {self.index.name} on {self.schema}.{self.view}"

    def apply(self, schema: Physical) -> Physical:
        return self.with_indexes(schema, self.indexes(schema) | {self.index.name: self.index})

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        return (
            Statement(
                sql=to_sql(create_index(self.schema, self.view, self.index, concurrently=True)),
                why="CONCURRENTLY lets reads and REFRESH ... CONCURRENTLY wait for nothing but a moment; it waits for "
                "transactions that are older than itself.",
                locks=locks_on(self.schema, self.view, Lock.SHARE_UPDATE_EXCLUSIVE),
                mode=Mode.OUTSIDE,
                scans=self.touches(),
                manual="Drop the invalid index with DROP INDEX CONCURRENTLY, then run it again.",
            ),
        )


class RenameViewIndex(ViewIndexChange, frozen=True, kw_only=True):
    """ALTER INDEX ... RENAME TO."""

    name: str
    to: str

    def title(self) -> str:
        return f"Rename index {self.name} of {self.schema}.{self.view} to {self.to}"

    def apply(self, schema: Physical) -> Physical:
        indexes = self.indexes(schema)
        index = indexes.pop(self.name)
        return self.with_indexes(schema, indexes | {self.to: replace(index, name=self.to)})

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        return (
            Statement(
                sql=to_sql(rename_index(self.schema, self.name, self.to)),
                why="A name changes in the catalog; reads go on.",
                locks=locks_on(self.schema, self.name, Lock.SHARE_UPDATE_EXCLUSIVE),
            ),
        )


class DropViewIndex(ViewIndexChange, frozen=True, kw_only=True):
    """DROP INDEX CONCURRENTLY."""

    contract: ClassVar[bool] = True

    name: str

    def title(self) -> str:
        return f"Drop index {self.name} of {self.schema}.{self.view}"

    def apply(self, schema: Physical) -> Physical:
        indexes = self.indexes(schema)
        del indexes[self.name]
        return self.with_indexes(schema, indexes)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        mode = Lock.SHARE_UPDATE_EXCLUSIVE
        return (
            Statement(
                sql=to_sql(drop_index(self.schema, self.name, concurrently=True)),
                why="CONCURRENTLY locks out no read. The queries of the application in use may rely on the index, and "
                "REFRESH ... CONCURRENTLY on a unique one.",
                locks=(
                    RelationLock(schema=self.schema, name=self.view, mode=mode),
                    RelationLock(schema=self.schema, name=self.name, mode=mode),
                ),
                mode=Mode.OUTSIDE,
            ),
        )


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    for was, view in differing(old.views, new.views):
        schema, name = view.schema, view.name
        matching = match(was.indexes, view.indexes)
        for before, after in matching.renamed:
            yield RenameViewIndex(schema=schema, view=name, name=before.name, to=after.name)
        for before, _ in matching.altered:
            yield RenameViewIndex(schema=schema, view=name, name=before.name, to=old_name(before.name))
        for index in (*matching.added, *(after for _, after in matching.altered)):
            yield CreateViewIndex(schema=schema, view=name, index=replace(index, comment=None))
        for index in (*matching.dropped, *(replace(each, name=old_name(each.name)) for each, _ in matching.altered)):
            yield DropViewIndex(schema=schema, view=name, name=index.name)


KIND = Kind("change-view-indexes", _detect)
