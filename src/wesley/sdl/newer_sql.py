"""Parts of expressions and queries that the PostgreSQL the schema is written for does not have yet."""

from __future__ import annotations

from collections.abc import Iterable

from wesley.ir.origin import Origin
from wesley.sdl.draft import ColumnDraft, Draft, TableDraft
from wesley.sdl.expressions import Placed
from wesley.sdl.rules.newer_feature import report_newer
from wesley.sql.newer import Newer, newer_in_expression, newer_in_query


def check(draft: Draft, tables: Iterable[tuple[TableDraft, list[Placed]]]) -> None:
    """Report them where they were written, the bodies of triggers included.

    Args:
        draft: the schema.
        tables: its tables and views with their expressions.
    """
    for table, expressions in tables:
        for expression, origin in expressions:
            _report(draft, newer_in_expression(expression.sql), origin)
            if "pg_catalog.gen_random_uuid" in expression.functions:
                report_newer(draft, 13, "`pg_catalog.gen_random_uuid`", "leave out `pg_catalog.`", origin)
        if table.view is not None and table.view.text:  # one without has been reported
            _report(draft, newer_in_query(table.view.query.sql), table.view.origin)
        for column in table.columns.values():
            _check_trigger(draft, column)


def _report(draft: Draft, found: Iterable[Newer], origin: Origin) -> None:
    version = draft.settings.postgres.version
    for newer in found:
        way_out = f"say it with what PostgreSQL {version} has"
        if newer.is_function:
            way_out += ", name the schema of the extension that brings it"
        report_newer(draft, newer.version, newer.what, way_out, origin)


def _check_trigger(draft: Draft, column: ColumnDraft) -> None:
    """A trigger function finds pgcrypto's `gen_random_uuid` by its schema only: its search path is empty."""
    computed = column.computed
    if computed is not None and column.generated is None and "gen_random_uuid" in computed.functions:
        way_out = "write `public.gen_random_uuid()`, which pgcrypto brings to older servers"
        report_newer(draft, 13, "`gen_random_uuid` in a trigger", way_out, computed.origin)
