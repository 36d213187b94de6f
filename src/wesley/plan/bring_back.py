"""Bring back what an earlier plan has kept."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from msgspec.structs import replace

from wesley.changes.add_column import AddColumn
from wesley.changes.backfill import Backfill
from wesley.changes.change import Change
from wesley.changes.column_move.former import cast, differ, same
from wesley.changes.edit import the_column
from wesley.changes.own_names import KEPT
from wesley.changes.set_default import SetDefault
from wesley.changes.soft_drop_column import brought_back
from wesley.changes.soft_drop_table import BringTableBack
from wesley.changes.table_move import inverse
from wesley.diff.renames import Renames
from wesley.ir.column import Column
from wesley.ir.schema import Physical
from wesley.plan.kept import Kept, KeptValues, OldColumn
from wesley.sql.text import qualified, quote_identifier


def first_back(kept: Kept, goal: Physical) -> Iterator[Change]:
    """What comes before all other changes: tables, columns and values that are there again as if never gone.

    Args:
        kept: what is kept.
        goal: the schema that the plan leads to, in the names of the schema that it starts from.
    """
    for move in kept.tables:
        yield BringTableBack(move=inverse(move))
    for column in kept.columns:
        yield brought_back(column.schema, column.table, column.kept, column.column)
    for values in kept.values:
        if not values.types:
            yield from _column(values, the_column(goal, values.schema, values.table, values.column))


def last_back(kept: Kept, renames: Renames, done: Container[tuple[str, str, str]] = ()) -> Iterator[Change]:
    """What comes after all other changes: the values of columns that have their type again.

    Args:
        kept: what is kept.
        renames: what the plan renames.
        done: by table and column before, those that have their values by then.
    """
    tables = dict(renames.tables)
    columns = {(owner, after): before for owner, before, after in renames.columns}
    for values in kept.values:
        place = (values.schema, values.table)
        if values.types and (*place, columns.get((place, values.column), values.column)) not in done:
            schema, table = tables.get((values.schema, values.table), (values.schema, values.table))
            yield _values(replace(values, schema=schema, table=table, key=values.side_key))


def old_values(columns: Iterable[OldColumn]) -> Iterator[Backfill]:
    """What comes after all other changes: the values of before, where the way back changes none that is stored.

    Args:
        columns: the columns that have these values; they have the names of the schema that the plan leads to.
    """
    for column in (each for each in columns if each.in_place):
        old, now = quote_identifier(column.old), quote_identifier(column.column)
        yield Backfill(
            schema=column.schema,
            table=column.table,
            assignments=((column.column, old),),
            condition=f"{same(cast(old, (*column.types, *column.back)), now)} AND {differ(old, now)}",
            utc=column.utc,
        )


def _column(values: KeptValues, column: Column) -> Iterator[Change]:
    names = {"schema": values.schema, "table": values.table}
    bare = Column(name=column.name, type=column.type, collation=column.collation, origin=column.origin)
    yield AddColumn(**names, column=replace(bare, compression=column.compression), alone=True)
    if column.default is not None:
        yield SetDefault(**names, column=column.name, default=column.default)
    value, name = value_kept(values), quote_identifier(column.name)
    condition = f"{name} IS NULL"
    if column.nullable or column.default is None:
        kept = f"{quote_identifier(values.side)}.{quote_identifier(values.side_column)}"
        condition = f"{condition} AND EXISTS (SELECT 1 {_row(values)} AND {kept} IS NOT NULL)"
    else:
        # Rows that were written since then get what an INSERT would have given them.
        value = f"coalesce({value}, {column.default.sql})"
    yield Backfill(schema=values.schema, table=values.table, assignments=((column.name, value),), condition=condition)


def _values(values: KeptValues) -> Backfill:
    """The values of before for the rows that nobody has written since: those that still have what these became."""
    kept = f"{quote_identifier(values.side)}.{quote_identifier(values.side_column)}"
    now = f"{quote_identifier(values.table)}.{quote_identifier(values.column)}"
    unwritten = f"{same(cast(kept, (*values.types, *values.back)), now)} AND {differ(kept, now)}"
    return Backfill(
        schema=values.schema,
        table=values.table,
        assignments=((values.column, value_kept(values)),),
        condition=f"EXISTS (SELECT 1 {_row(values)} AND {unwritten})",
        utc=values.utc,
    )


def value_kept(values: KeptValues) -> str:
    """What the side table has for a row."""
    return f"(SELECT {quote_identifier(values.side)}.{quote_identifier(values.side_column)} {_row(values)})"


def _row(values: KeptValues) -> str:
    """The row of the side table that belongs to a row of the table."""
    side, table = quote_identifier(values.side), quote_identifier(values.table)
    pairs = zip(values.side_key, values.key, strict=True)
    same = (f"{side}.{quote_identifier(kept)} = {table}.{quote_identifier(now)}" for kept, now in pairs)
    return f"FROM {qualified(KEPT, values.side)} WHERE {' AND '.join(same)}"
