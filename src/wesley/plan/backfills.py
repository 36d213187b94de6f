"""What `@backfill` says, by column."""

from __future__ import annotations

from wesley.changes.rewrite_names import Names, in_expression
from wesley.ir.schema import Schema


def backfills(schema: Schema, former: Names) -> tuple[tuple[tuple[str, str, str], str, int], ...]:
    """Schema, table and column, the SQL expression that fills rows which are there, and the rows of the first batch.

    Args:
        schema: the new schema.
        former: the names that are others before, from those of the new schema: rows are filled before anything is
            renamed.

    Raises:
        SqlError: an expression does not tell what it names.
    """
    return tuple(
        (
            (
                *former.relations.get(kind.relation, kind.relation),
                former.columns.get(kind.relation, {}).get(field.column, field.column),
            ),
            in_expression(field.backfill.expression, former, kind.relation).sql,
            field.backfill.batch,
        )
        for kind in schema.api.objects
        for field in kind.fields
        if kind.relation is not None and field.column is not None and field.backfill is not None
    )
