"""What `@backfill` says, by column."""

from __future__ import annotations

from collections.abc import Mapping

from wesley.ir.schema import Schema


def backfills(
    schema: Schema, former: Mapping[tuple[str, str], tuple[str, str]]
) -> tuple[tuple[tuple[str, str, str], str, int], ...]:
    """Schema, table and column, the SQL expression that fills rows which are there, and the rows of the first batch.

    Args:
        schema: the new schema.
        former: the names that its tables have before, where they are others.
    """
    return tuple(
        ((*former.get(kind.relation, kind.relation), field.column), field.backfill.expression.sql, field.backfill.batch)
        for kind in schema.api.objects
        for field in kind.fields
        if kind.relation is not None and field.column is not None and field.backfill is not None
    )
