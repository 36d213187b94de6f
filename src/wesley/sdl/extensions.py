"""Which extensions the schema needs: those that bring its types and the functions that its expressions call."""

from __future__ import annotations

from collections.abc import Sequence

from wesley.ir.access import Extension
from wesley.ir.expression import Expression
from wesley.ir.origin import NOWHERE, Origin
from wesley.sdl.draft import Draft, TableDraft
from wesley.sdl.expressions import Placed
from wesley.sql import extensions
from wesley.sql.type_name import base_type


def infer_extensions(draft: Draft, tables: Sequence[tuple[TableDraft, list[Placed]]]) -> None:
    """Ask for every extension that is needed, and for those that the configuration names.

    Args:
        draft: the schema.
        tables: its tables and views with their expressions.
    """
    for table, expressions in tables:
        _of_types(draft, table)
        for expression, origin in _with_query(table, expressions):
            if expression.functions:
                _of_functions(draft, expression, origin)
    for name in draft.settings.postgres.extensions:
        draft.need_extension(name, NOWHERE)
    _of_older_servers(draft, tables)


def _with_query(table: TableDraft, expressions: list[Placed]) -> list[Placed]:
    return expressions if table.view is None else [*expressions, (table.view.query, table.view.origin)]


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
        schema, _, name = function.rpartition(".")
        extension = extensions.of_function(name.strip('"'))
        if name == "gen_random_uuid" and schema not in ("", "pg_catalog"):
            extension = "pgcrypto"  # which still has one of its own
        if extension is not None:
            draft.need_extension(extension, origin)


def _of_older_servers(draft: Draft, tables: Sequence[tuple[TableDraft, list[Placed]]]) -> None:
    """`gen_random_uuid` is the server's own since 13 (manual, 9.14), and one of pgcrypto's before."""
    if draft.settings.postgres.version >= _RANDOM_UUID or "pgcrypto" in draft.extensions:
        return
    for table, expressions in tables:
        for expression, origin in _with_query(table, expressions):
            if "gen_random_uuid" in expression.functions:
                asked = Extension(name="pgcrypto", before=_RANDOM_UUID, origin=origin)
                draft.extensions.setdefault("pgcrypto", asked)


_RANDOM_UUID = 13
