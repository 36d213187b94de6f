"""What a plan keeps of what it takes away, so that the way back has it."""

from __future__ import annotations

from msgspec import Struct

from wesley.changes.table_move import TableMove


class KeptColumn(Struct, frozen=True, kw_only=True):
    """A column that was dropped softly.

    Args:
        schema, table: where it is when the plan is done.
        column: its name before.
        kept: its name after.
    """

    schema: str
    table: str
    column: str
    kept: str


class KeptValues(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a column held, in a side table.

    Args:
        schema, table: the table when the plan is done.
        key: the columns of its key, as they are called then.
        column: the column before.
        side: name of the side table.
        side_key: the columns of the key in the side table, in the order of `key`.
        side_column: the column of the side table.
        types: for a column that is there still with another type: types that its value was cast to, in order.
        back: types that it is cast to on the way back.
        utc: the casts depend on TimeZone and were made in UTC.
    """

    schema: str
    table: str
    key: tuple[str, ...]
    column: str
    side: str
    side_key: tuple[str, ...]
    side_column: str
    types: tuple[str, ...] = ()
    back: tuple[str, ...] = ()
    utc: bool = False


class OldColumn(Struct, frozen=True, kw_only=True):
    """A column of before that stands beside its successor still, which cannot hold all its values.

    Args:
        schema, table, column: the column before, which the successor is called now.
        old: the name that it has now.
        types: types that its value was cast to, in order.
        back: types that the successor's value is cast to on the way back.
        in_place: its values stay as they are stored on the way back.
        utc: the casts depend on TimeZone and were made in UTC.
    """

    schema: str
    table: str
    column: str
    old: str
    types: tuple[str, ...]
    back: tuple[str, ...]
    in_place: bool = False
    utc: bool = False


class Kept(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """All of it.

    Args:
        tables: the tables that were dropped softly.
        columns: the columns that were.
        values: what is in side tables.
    """

    tables: tuple[TableMove, ...] = ()
    columns: tuple[KeptColumn, ...] = ()
    values: tuple[KeptValues, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.tables or self.columns or self.values)


NOTHING_KEPT = Kept()


class Keeping(Struct, frozen=True, kw_only=True):
    """How a plan deals with data that it takes away.

    Args:
        soft_drop: tables and columns are moved out of sight instead of being dropped.
        keep_data: what a column held is kept in a side table; tables are moved out of sight.
        purge: what is kept goes for good; without it a plan leaves alone what is kept already.
        bring_back: what an earlier plan has kept and this one brings back.
        old_columns: what an earlier plan has left and this one takes the values of before from.
    """

    soft_drop: bool = False
    keep_data: bool = False
    purge: bool = False
    bring_back: Kept = NOTHING_KEPT
    old_columns: tuple[OldColumn, ...] = ()


PLAIN = Keeping()
