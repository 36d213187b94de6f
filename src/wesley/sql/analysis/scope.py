"""Which names mean which columns where the walk stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from wesley.sql.analysis.form import Form, Typed
from wesley.sql.analysis.types import NOTHING, Facts

Columns: TypeAlias = "Mapping[str, str | None]"

# Rows that a trigger's condition knows beside its table.
_ROWS = ("old", "new")


class UnclearError(Exception):
    """The text holds what this analysis does not follow; it may only be compared as it stands."""


class Source(Struct, frozen=True, kw_only=True):
    """What a name in FROM gives, or the row that an expression is about.

    Args:
        name: what stands before its columns; empty when nothing can.
        columns: its columns with their types; None when they are not known.
        merged: columns that USING merges into a source further left, or takes from one further right.
    """

    name: str
    columns: Columns | None
    merged: frozenset[str] = frozenset()


Level: TypeAlias = "tuple[Source, ...]"


class Scope(Struct, frozen=True, kw_only=True):
    """Where the walk stands.

    Args:
        facts: what the catalog knows.
        levels: the sources of each query around, the outermost first; the row itself is the outermost of an expression.
        row: the outermost level is the row of a table.
        ctes: columns of the queries of WITH clauses.
    """

    facts: Facts = NOTHING
    levels: tuple[Level, ...] = ()
    row: bool = False
    ctes: Mapping[str, Columns | None] = {}


def row_scope(table: str | None, columns: Columns | None, facts: Facts) -> Scope:
    """The scope of an expression about a row."""
    known = None if columns is None else {name: facts.understood(kind) for name, kind in columns.items()}
    return Scope(facts=facts, levels=((Source(name=table or "", columns=known),),), row=True)


def inner(scope: Scope, level: Level) -> Scope:
    """The scope inside a query with these sources."""
    return replace(scope, levels=(*scope.levels, level))


def with_cte(scope: Scope, name: str, columns: Columns | None) -> Scope:
    """The scope behind one query of a WITH clause."""
    return replace(scope, ctes={**scope.ctes, name: columns})


def column(parts: list[str], scope: Scope) -> Typed:
    """A reference to a column."""
    if len(parts) > 1:
        return _qualified(parts[-2], parts[-1], scope)
    found = _plain(parts[0], scope)
    row = source(parts[0], scope) if len(found.form) == _UNFOUND else None
    # The name of a source that no column has means its whole row.
    return found if row is None or not _all_known(scope) else Typed(("row of", *row), None)


_UNFOUND = 2


def _all_known(scope: Scope) -> bool:
    return all(item.columns is not None for level in scope.levels for item in level)


def source(name: str, scope: Scope) -> tuple[int, int] | None:
    """The level and the place of what a qualifier names; None when nothing has this name."""
    for level in range(len(scope.levels) - 1, -1, -1):
        for place, item in enumerate(scope.levels[level]):
            if item.name == name:
                return level, place
    if scope.row and name not in _ROWS and not scope.levels[0][0].name:
        return 0, 0
    return None


def _qualified(qualifier: str, name: str, scope: Scope) -> Typed:
    found = source(qualifier, scope)
    if found is None:
        row = scope.levels[0][0].columns if scope.row and qualifier in _ROWS else None
        return Typed(("column", qualifier, name), None if row is None else row.get(name))
    level, place = found
    columns = scope.levels[level][place].columns
    return Typed(_column(level, place, name), None if columns is None else columns.get(name))


def _plain(name: str, scope: Scope) -> Typed:
    for level in range(len(scope.levels) - 1, -1, -1):
        sources = scope.levels[level]
        found = [place for place, item in enumerate(sources) if _has(item, name)]
        if len(found) == 1:
            columns = sources[found[0]].columns
            return Typed(_column(level, found[0], name), None if columns is None else columns[name])
        if found:
            break
        unknown = [place for place, item in enumerate(sources) if item.columns is None]
        if len(unknown) == 1 and level == 0:
            return Typed(_column(level, unknown[0], name), None)
        if unknown:
            break
    return Typed(("column", name), None)


def _has(item: Source, name: str) -> bool:
    return item.columns is not None and name in item.columns and name not in item.merged


def _column(level: int, place: int, name: str) -> Form:
    return ("column", level, place, name)
