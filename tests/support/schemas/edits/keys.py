"""Primary keys and uniques."""

from __future__ import annotations

from hypothesis import strategies as st
from msgspec.structs import replace

from tests.support.schemas.pick import maybe, other, pick, pick_any, some
from tests.support.schemas.state import (
    State,
    derived,
    partition_keys,
    pick_of,
    relation_of,
    stored_columns,
    tables,
    type_of,
    with_tables,
)
from wesley.ir.constraint import Deferrable, PrimaryKey, Unique
from wesley.ir.table import Table

NULLS_NOT_DISTINCT_SINCE = 15


def _usable(state: State, table: Table, *, is_primary: bool) -> list[str]:
    """The columns that can be in a key: rows have different values in them."""
    keys = partition_keys(table)
    return [
        column.name
        for column in stored_columns(table)
        if column.name not in keys
        and type_of(state, column.type).distinct
        and "btree" in type_of(state, column.type).methods
        and not (is_primary and column.generated)
    ]


def _columns(draw: st.DrawFn, state: State, table: Table, *, is_primary: bool) -> tuple[str, ...]:
    """One or two columns; with the partition key, which each key of a partitioned table must have in it."""
    usable = _usable(state, table, is_primary=is_primary)
    return (some(draw, usable, 2) if usable else ()) + partition_keys(table)


def _is_key(table: Table, columns: tuple[str, ...]) -> bool:
    """True when the table has a key of just these columns: CREATE TABLE quietly leaves out the second of two equal
    ones (seen on PostgreSQL 18)."""
    key = table.primary_key
    return columns in [value.columns for value in (*table.uniques, *((key,) if key else ()))]


def _others(table: Table, columns: tuple[str, ...]) -> list[str]:
    return [column.name for column in stored_columns(table) if column.name not in columns]


def _include(draw: st.DrawFn, table: Table, columns: tuple[str, ...]) -> tuple[str, ...]:
    left = _others(table, columns)
    return (pick(draw, left),) if left and maybe(draw) else ()


def is_referred_to(state: State, table: Table, columns: tuple[str, ...]) -> bool:
    """True when a foreign key needs the key of these columns."""
    target = (*relation_of(table), columns)
    return any(
        (key.ref_schema, key.ref_table, key.ref_columns) == target
        for other_table in state.physical.tables
        for key in other_table.foreign_keys
    )


def _deferrable(draw: st.DrawFn) -> Deferrable:
    options: tuple[Deferrable, ...] = (Deferrable.NO, *Deferrable)
    return pick(draw, options)


def add_primary_key(draw: st.DrawFn, state: State) -> State | None:
    """A primary key for a table that has none; its columns become NOT NULL."""
    table = pick_any(
        draw,
        tables(
            state,
            lambda value: (
                value.primary_key is None and (_usable(state, value, is_primary=True) or partition_keys(value))
            ),
        ),
    )
    if table is None:
        return None
    columns = _columns(draw, state, table, is_primary=True)
    if _is_key(table, columns):
        return None
    key = PrimaryKey(
        name=derived(state, table.name, "pkey"),
        columns=columns,
        include=_include(draw, table, columns),
        deferrable=_deferrable(draw),
    )
    required = tuple(replace(column, nullable=False) if column.name in columns else column for column in table.columns)
    return with_tables(state, replace(table, columns=required, primary_key=key))


def drop_primary_key(draw: st.DrawFn, state: State) -> State | None:
    """A table without its primary key, and without the foreign keys that need it."""
    table = pick_any(draw, tables(state, lambda value: value.primary_key))
    return None if table is None else with_tables(state, replace(table, primary_key=None))


def change_primary_key(draw: st.DrawFn, state: State) -> State | None:
    """Another moment of the check, or other covering columns."""
    table = pick_any(draw, tables(state, lambda value: value.primary_key))
    if table is None or table.primary_key is None:
        return None
    key = table.primary_key
    if maybe(draw) and not is_referred_to(state, table, key.columns):
        changed = replace(key, deferrable=other(draw, tuple(Deferrable), key.deferrable))
    elif left := _others(table, (*key.columns, *key.include)):
        changed = replace(key, include=(pick(draw, left),))
    elif key.include:
        changed = replace(key, include=())
    else:
        return None
    return with_tables(state, replace(table, primary_key=changed))


def add_unique(draw: st.DrawFn, state: State) -> State | None:
    """One more unique constraint, in any of its forms."""
    table = pick_any(
        draw, tables(state, lambda value: _usable(state, value, is_primary=False) or partition_keys(value))
    )
    if table is None:
        return None
    columns = _columns(draw, state, table, is_primary=False)
    if _is_key(table, columns):
        return None
    unique = Unique(
        name=derived(state, table.name, "key"),
        columns=columns,
        include=_include(draw, table, columns),
        nulls_not_distinct=maybe(draw) and state.version >= NULLS_NOT_DISTINCT_SINCE,
        deferrable=_deferrable(draw),
    )
    return with_tables(state, replace(table, uniques=(*table.uniques, unique)))


def drop_unique(draw: st.DrawFn, state: State) -> State | None:
    """One unique constraint less, and the foreign keys that need it."""
    table, unique = pick_of(draw, state, lambda value: value.uniques)
    if table is None:
        return None
    return with_tables(state, replace(table, uniques=tuple(value for value in table.uniques if value is not unique)))


def change_unique(draw: st.DrawFn, state: State) -> State | None:
    """Nulls, covering columns or the moment of the check otherwise."""
    table, unique = pick_of(draw, state, lambda value: value.uniques)
    if table is None or unique is None:
        return None
    if maybe(draw) and state.version >= NULLS_NOT_DISTINCT_SINCE:
        changed = replace(unique, nulls_not_distinct=not unique.nulls_not_distinct)
    elif not is_referred_to(state, table, unique.columns):
        changed = replace(unique, deferrable=other(draw, tuple(Deferrable), unique.deferrable))
    else:
        left = _others(table, (*unique.columns, *unique.include))
        changed = replace(unique, include=(pick(draw, left),) if left else ())
    kept = tuple(value for value in table.uniques if value is not unique)
    return with_tables(state, replace(table, uniques=(*kept, changed)))
