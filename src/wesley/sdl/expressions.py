"""Every expression of a table, for those who look at all of them."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.ir.expression import Expression
from wesley.ir.index import IndexKey
from wesley.ir.origin import Origin
from wesley.sdl.draft import Draft, TableDraft

Placed = tuple[Expression, Origin]


def of_tables(draft: Draft) -> list[tuple[TableDraft, list[Placed]]]:
    """The tables and views that are managed, each with its expressions but the query of a view."""
    return [(table, list(_expressions(draft, table))) for table in draft.tables.values() if table.managed]


def _expressions(draft: Draft, table: TableDraft) -> Iterator[Placed]:
    for found, origin in _parts(draft, table):
        if found is not None:
            yield found, found.origin if found.origin.known else origin


def _parts(draft: Draft, table: TableDraft) -> Iterator[tuple[Expression | None, Origin]]:
    facts = draft.facts_of(table.definition.name)
    for field_name, column in table.columns.items():
        if column.default is not None:
            yield column.default, column.origin
        if column.computed is not None:
            yield column.computed, column.origin
        backfill = facts[field_name].backfill if field_name in facts else None
        if backfill is not None:
            yield backfill.expression, column.origin
    for check in table.checks:
        yield check.expression, check.origin
    for policy in table.policies:
        yield policy.using, policy.origin
        yield policy.check, policy.origin
    yield from _parts_of_indexes(table)


def _parts_of_indexes(table: TableDraft) -> Iterator[tuple[Expression | None, Origin]]:
    keys: list[tuple[IndexKey, Origin]] = []
    for index in table.indexes:
        if index.where is not None:
            yield index.where, index.origin
        keys += [(key, index.origin) for key in index.keys]
    for exclusion in table.exclusions:
        yield exclusion.where, exclusion.origin
        keys += [(element.key, exclusion.origin) for element in exclusion.elements]
    for key, origin in keys:
        if key.expression is not None:
            yield key.expression, origin
