"""Which relation's column a name means, as far as a rename has to know it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from wesley.sql.analysis.types import NOTHING, Facts
from wesley.sql.error import SqlError

Name: TypeAlias = tuple[str, str]
Columns: TypeAlias = Mapping[str, str]

UNCHANGED: Mapping[str, str] = MappingProxyType({})


class Renames(Struct, frozen=True, kw_only=True):
    """What gets another name, all by schema and name.

    Args:
        columns: of tables and views by their old name, from old to new name.
        relations: tables, views and sequences.
        types: enums, domains and other types.
        functions: functions.
        facts: the columns of tables and views, under their old names; without them more is refused.
    """

    columns: Mapping[Name, Columns] = MappingProxyType({})
    relations: Mapping[Name, Name] = MappingProxyType({})
    types: Mapping[Name, Name] = MappingProxyType({})
    functions: Mapping[Name, Name] = MappingProxyType({})
    facts: Facts = NOTHING


class Source(Struct, frozen=True, kw_only=True):
    """Something that gives columns.

    Args:
        name: what may stand before its columns.
        to: the same after the rename.
        columns: its columns under their old names; None when they are not known.
        renamed: those that get another name.
        others: more names that it goes by (`new` and `old` of a trigger).
    """

    name: str
    to: str
    columns: Collection[str] | None
    renamed: Columns = UNCHANGED
    others: tuple[str, ...] = ()

    def has(self, column: str) -> bool | None:
        """True or False when it is known whether it has a column of this old name, else None."""
        if column in self.renamed:
            return True
        return None if self.columns is None else column in self.columns

    def may_have_after(self, column: str) -> bool:
        """True when it may have a column of this name after the rename."""
        if column in self.renamed.values():
            return True
        return self.columns is None or (column in self.columns and column not in self.renamed)


class Scope(Struct, frozen=True, kw_only=True):
    """Where the walk stands: the sources of each query around, the outermost first."""

    renames: Renames
    levels: tuple[tuple[Source, ...], ...] = ()
    ctes: Mapping[str, Collection[str] | None] = MappingProxyType({})

    def inner(self, sources: tuple[Source, ...]) -> Scope:
        """The scope inside a query with these sources."""
        return replace(self, levels=(*self.levels, sources))


class Found(NamedTuple):
    """A source, and how many levels around it there are."""

    source: Source
    level: int


def named(name: str, scope: Scope) -> Found | None:
    """The source that a qualifier names."""
    for level in range(len(scope.levels) - 1, -1, -1):
        for source in scope.levels[level]:
            if name == source.name or name in source.others:
                return Found(source, level)
    return None


def owner(column: str, scope: Scope) -> Found | None:
    """The source of a column that is written alone; None when it is none whose columns get other names.

    Raises:
        SqlError: it cannot be told, and it matters.
    """
    for level in range(len(scope.levels) - 1, -1, -1):
        sources = scope.levels[level]
        having = [source for source in sources if source.has(column)]
        if len(having) > 1 and any(column in source.renamed for source in having):
            raise SqlError(f"it cannot be told which `{column}` is meant; write the table before it")
        if having:
            return Found(having[0], level)
        open_sources = [source for source in sources if source.has(column) is None]
        if len(open_sources) == len(sources) == 1 and level == 0:
            return Found(open_sources[0], level)
        if open_sources:
            _refuse_renamed(column, scope.levels[:level])
            return None
    return None


def _refuse_renamed(column: str, levels: tuple[tuple[Source, ...], ...]) -> None:
    if any(column in source.renamed for level in levels for source in level):
        raise SqlError(f"it cannot be told which `{column}` is meant in a subquery; write the table before it")


def needs_qualifier(column: str, found: Found, scope: Scope) -> bool:
    """True when a column's name alone would mean, or might mean, another source's column after the rename."""
    between = [source for level in scope.levels[found.level :] for source in level if source is not found.source]
    return any(source.may_have_after(column) for source in between)


def captures(column: str, scope: Scope) -> bool:
    """True when a source gets a column of this name."""
    return any(column in source.renamed.values() for level in scope.levels for source in level)
