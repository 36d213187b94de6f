"""Columns whose type changed with a loss and whose former values are there still: the contract was not run."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.changes.change_type import free_old_name
from wesley.changes.type_cost import cost
from wesley.ir.column import Column
from wesley.ir.schema import Physical
from wesley.ir.table import Table
from wesley.plan.kept import OldColumn
from wesley.plan.plan import Plan


def old_columns(plan: Plan) -> Iterator[OldColumn]:
    """The old columns that the expand part of a plan leaves beside successors which cannot hold all their values.

    Args:
        plan: a plan whose contract was not run.

    Raises:
        WesleyError: no cast leads back to a former type.
    """
    for before in plan.before.tables:
        after = _table_after(plan, before)
        if after is not None:
            found = (_old_column(plan.between, before, after, column) for column in before.columns)
            yield from (each for each in found if each is not None)


def _table_after(plan: Plan, before: Table) -> Table | None:
    """The table when the expand part is done, by its new name where it has that already."""
    name = dict(plan.renames.tables).get((before.schema, before.name), (before.schema, before.name))
    return plan.between.table(*name) or plan.between.table(before.schema, before.name)


def _old_column(between: Physical, before: Table, after: Table, column: Column) -> OldColumn | None:
    columns = {each.name: each for each in after.columns}
    old, now = columns.get(free_old_name(before, column.name)), columns.get(column.name)
    if old is None or now is None:
        return None
    change, back = cost(between, old, now), cost(between, now, old)
    if not change.lossy or (column.identity is not None and column.identity.always):
        # PostgreSQL updates no column that is GENERATED ALWAYS AS IDENTITY.
        return None
    return OldColumn(
        schema=before.schema,
        table=before.name,
        column=column.name,
        old=old.name,
        types=change.using or (now.type,),
        back=back.using or (old.type,),
        in_place=not back.rewrite,
        utc=change.needs_utc or back.needs_utc,
    )
