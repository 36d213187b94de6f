"""Bring back what an earlier plan has kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import reduce

from msgspec.structs import replace

from wesley.changes.add_column import AddColumn
from wesley.changes.backfill import Backfill
from wesley.changes.change import Change
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


def last_back(kept: Kept, renames: Renames) -> Iterator[Change]:
    """What comes after all other changes: the values of columns that have their type again.

    Args:
        kept: what is kept.
        renames: what the plan renames.
    """
    tables = dict(renames.tables)
    for values in kept.values:
        if values.types:
            schema, table = tables.get((values.schema, values.table), (values.schema, values.table))
            yield _values(replace(values, schema=schema, table=table, key=values.side_key))


def old_values(columns: Iterable[OldColumn]) -> Iterator[Backfill]:
    """What comes after all other changes, too: the values of before, for the rows that nobody has written since.

    Args:
        columns: the columns that have these values; they have the names of the schema that the plan leads to.
    """
    for column in columns:
        yield Backfill(
            schema=column.schema,
            table=column.table,
            assignments=((column.column, quote_identifier(column.old)),),
            condition=_still_same(column),
            utc=column.utc,
        )


def _column(values: KeptValues, column: Column) -> Iterator[Change]:
    names = {"schema": values.schema, "table": values.table}
    bare = Column(name=column.name, type=column.type, collation=column.collation, origin=column.origin)
    yield AddColumn(**names, column=replace(bare, compression=column.compression), alone=True)
    if column.default is not None:
        yield SetDefault(**names, column=column.name, default=column.default)
    value, name = _kept(values), quote_identifier(column.name)
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
    same = f"{_same(_cast(kept, (*values.types, *values.back)), now)} AND {_differ(kept, now)}"
    return Backfill(
        schema=values.schema,
        table=values.table,
        assignments=((values.column, _kept(values)),),
        condition=f"EXISTS (SELECT 1 {_row(values)} AND {same})",
        utc=values.utc,
    )


def _still_same(column: OldColumn) -> str:
    """SQL that is true for a row whose value is still what the old one became.

    Only casts that were made before are made again, so none can fail: the way back of what an old value became has
    not been gone where the row was written before the undo (99.99 as numeric(4, 2) became 100 as integer).
    """
    old, now = quote_identifier(column.old), quote_identifier(column.column)
    if not column.between:
        return f"{_same(_cast(old, (*column.types, *column.back)), now)} AND {_differ(old, now)}"
    between = quote_identifier(column.between)
    became = _same(_cast(old, column.types), between)
    return f"{became} AND {_same(_cast(between, column.back), now)} AND {_differ(old, now)}"


def _cast(value: str, types: Iterable[str]) -> str:
    return reduce(lambda sql, each: f"({sql})::{each}", types, value)


def _same(left: str, right: str) -> str:
    """Byte by byte: every type has that, and what an operator takes for equal (1.0 and 1.00) is another value."""
    return f"ROW({left})::record *= ROW({right})::record"


def _differ(left: str, right: str) -> str:
    return f"ROW({left})::record *<> ROW({right})::record"


def _kept(values: KeptValues) -> str:
    """What the side table has for a row."""
    return f"(SELECT {quote_identifier(values.side)}.{quote_identifier(values.side_column)} {_row(values)})"


def _row(values: KeptValues) -> str:
    """The row of the side table that belongs to a row of the table."""
    side, table = quote_identifier(values.side), quote_identifier(values.table)
    pairs = zip(values.side_key, values.key, strict=True)
    same = (f"{side}.{quote_identifier(kept)} = {table}.{quote_identifier(now)}" for kept, now in pairs)
    return f"FROM {qualified(KEPT, values.side)} WHERE {' AND '.join(same)}"
