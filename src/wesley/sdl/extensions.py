"""Which extensions the schema needs: those that bring its types and the functions that its expressions call."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.ir.expression import Expression
from wesley.ir.index import IndexKey
from wesley.ir.origin import NOWHERE, Origin
from wesley.sdl.draft import Draft, TableDraft
from wesley.sql import extensions
from wesley.sql.type_name import base_type


def infer_extensions(draft: Draft) -> None:
    """Ask for every extension that is needed, and for those that the configuration names."""
    for table in draft.tables.values():
        if table.managed:
            _of_types(draft, table)
            for expression, origin in _expressions(draft, table):
                _of_functions(draft, expression, origin)
    for name in draft.settings.postgres.extensions:
        draft.need_extension(name, NOWHERE)


def _of_types(draft: Draft, table: TableDraft) -> None:
    for column in table.columns.values():
        if column.type in _COMMON:
            continue
        schema, name = base_type(column.type)
        extension = extensions.of_type(name)
        enum = draft.enums.get(column.scalar)
        if extension is not None and (enum is None or (schema, name) != (enum.schema, enum.name)):
            draft.need_extension(extension, column.origin)


_COMMON = frozenset(("uuid", "text", "integer", "bigint", "boolean", "timestamp with time zone", "numeric", "jsonb"))


def _of_functions(draft: Draft, expression: Expression, origin: Origin) -> None:
    for function in expression.functions:
        extension = extensions.of_function(function.rpartition(".")[2].strip('"'))
        if extension is not None:
            draft.need_extension(extension, expression.origin if expression.origin.known else origin)


def _expressions(draft: Draft, table: TableDraft) -> Iterator[tuple[Expression, Origin]]:
    for found, origin in _parts(draft, table):
        if found is not None:
            yield found, origin


def _parts(draft: Draft, table: TableDraft) -> Iterator[tuple[Expression | None, Origin]]:
    for field_name, column in table.columns.items():
        yield column.default, column.origin
        yield (column.generated.expression if column.generated else None), column.origin
        facts = draft.facts.get((table.definition.name, field_name))
        yield (facts.backfill.expression if facts and facts.backfill else None), column.origin
    for check in table.checks:
        yield check.expression, check.origin
    for policy in table.policies:
        yield policy.using, policy.origin
        yield policy.check, policy.origin
    if table.view is not None:
        yield table.view.query, table.origin
    yield from _parts_of_indexes(table)


def _parts_of_indexes(table: TableDraft) -> Iterator[tuple[Expression | None, Origin]]:
    keys: list[tuple[IndexKey, Origin]] = []
    for index in table.indexes:
        yield index.where, index.origin
        keys += [(key, index.origin) for key in index.keys]
    for exclusion in table.exclusions:
        yield exclusion.where, exclusion.origin
        keys += [(element.key, exclusion.origin) for element in exclusion.elements]
    for key, origin in keys:
        yield key.expression, origin
