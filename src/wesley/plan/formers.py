"""Where a way back finds the values of columns whose type had changed with a loss."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from msgspec.structs import replace

from wesley.changes.add_column import AddColumn
from wesley.changes.backfill import Backfill
from wesley.changes.change import Change
from wesley.changes.change_type import ChangeType, ChangeTypes, free_old_name
from wesley.changes.column_move.former import Former
from wesley.changes.edit import the_column, the_table
from wesley.changes.type_cost import cost
from wesley.diff.renames import Renames
from wesley.ir.column import Column
from wesley.ir.schema import Physical
from wesley.plan.bring_back import value_kept
from wesley.plan.kept import Kept, KeptValues, OldColumn
from wesley.sql.text import quote_identifier

Formers: TypeAlias = "Mapping[tuple[str, str, str], Former]"
"""By table and column, as they are called at the start, the column that has the values of before."""


def left_formers(columns: Iterable[OldColumn], renames: Renames) -> Formers:
    """The old columns that stand beside their successors still.

    Args:
        columns: these; they have the names of the schema that the plan leads to.
        renames: what the plan renames.
    """
    tables = {after: before for before, after in renames.tables}
    return {
        (*tables.get((one.schema, one.table), (one.schema, one.table)), one.column): Former(
            column=one.old, types=one.types, utc=one.utc
        )
        for one in columns
        if not one.in_place
    }


def kept_formers(kept: Kept, start: Physical, goal: Physical, renames: Renames) -> tuple[tuple[Change, ...], Formers]:
    """Columns with the values of side tables, where these have to be there before the way back is gone.

    What a value became may have no place in the type of before (99.99 as numeric(4, 2) became 100 as integer). An
    application that writes a row of such a value cannot read the side table, so the value stands in the row again.

    Args:
        kept: what is kept.
        start: the schema right before.
        goal: the schema that the plan leads to, in the names of `start`.
        renames: what the plan renames.

    Returns:
        The changes that add and fill them, and the columns.
    """
    changes: list[Change] = []
    found: dict[tuple[str, str, str], Former] = {}
    for values in kept.values:
        column = _at_start(values, renames)
        before = the_column(goal, values.schema, values.table, column) if values.types else None
        if before is not None and cost(start, the_column(start, values.schema, values.table, column), before).can_fail:
            name = free_old_name(the_table(start, values.schema, values.table), values.column)
            changes += _beside(values, before, name)
            found[values.schema, values.table, column] = Former(column=name, types=values.types, utc=values.utc)
    return tuple(changes), found


def _at_start(values: KeptValues, renames: Renames) -> str:
    """The name of the column that has the values now, cast to another type."""
    place = (values.schema, values.table)
    names = {after: before for owner, before, after in renames.columns if owner == place}
    return names.get(values.column, values.column)


def _beside(values: KeptValues, before: Column, name: str) -> Iterator[Change]:
    column = Column(name=name, type=before.type, collation=before.collation, origin=before.origin)
    yield AddColumn(schema=values.schema, table=values.table, column=column, alone=True)
    value = value_kept(values)
    yield Backfill(
        schema=values.schema,
        table=values.table,
        assignments=((name, value),),
        condition=f"{quote_identifier(name)} IS NULL AND {value} IS NOT NULL",
    )


def with_former(changes: Iterable[Change], formers: Formers) -> Iterator[Change]:
    """The changes, with those of types taking the values of before for the rows that nobody has written since."""
    for change in changes:
        if isinstance(change, ChangeType):
            yield _taking(change, formers)
        elif isinstance(change, ChangeTypes):
            yield replace(change, members=tuple(_taking(member, formers) for member in change.members))
        else:
            yield change


def _taking(change: ChangeType, formers: Formers) -> ChangeType:
    return replace(change, former=formers.get((change.schema, change.table, change.column.name)))
