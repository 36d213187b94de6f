"""Columns: added, dropped, renamed, and everything that is said of one but how its value comes about."""

from __future__ import annotations

from hypothesis import strategies as st
from msgspec.structs import replace

from tests.support.schemas.expressions import expression
from tests.support.schemas.names import COLUMNS
from tests.support.schemas.pick import maybe, other, pick, pick_any
from tests.support.schemas.pruning import is_protected
from tests.support.schemas.renaming import with_column_renamed
from tests.support.schemas.sql_types import TEXT, TYPES
from tests.support.schemas.state import (
    State,
    new_column_name,
    pick_of,
    plain_columns,
    relation_of,
    tables,
    type_of,
    types,
    with_tables,
)
from wesley.ir.column import Column
from wesley.ir.origin import Position
from wesley.ir.table import Table
from wesley.sql.expression import Context

# The first types are drawn twice as often as the others.
_COMMON_FIRST = (*TYPES[:10], *TYPES)


def next_position(table: Table) -> Position:
    """The place of a new column: PostgreSQL appends."""
    return Position(1 + max((column.position.number for column in table.columns), default=0))


def column_of_type(draw: st.DrawFn, state: State, table: Table, sql_type: str, *, is_nullable: bool = True) -> Column:
    """A new column of a type, with nothing else said of it."""
    name = new_column_name(draw, state, table, COLUMNS)
    return Column(name=name, type=sql_type, nullable=is_nullable, position=next_position(table))


def random_column(draw: st.DrawFn, state: State, table: Table) -> Column:
    """A column of any type, with or without a default; one that is NOT NULL has a default where its type has any."""
    own = types(state)[len(TYPES) :]
    sql_type = pick(draw, own) if own and maybe(draw) else pick(draw, _COMMON_FIRST)
    column = column_of_type(draw, state, table, sql_type.name)
    if not sql_type.defaults or not maybe(draw):
        return column
    default = expression(pick(draw, sql_type.defaults), Context.DEFAULT)
    return replace(column, default=default, nullable=not maybe(draw))


def with_column(table: Table, column: Column) -> Table:
    """The table with another value for the column of this name."""
    return replace(table, columns=tuple(column if value.name == column.name else value for value in table.columns))


def add_column(draw: st.DrawFn, state: State) -> State | None:
    """One more column."""
    table = pick_any(draw, tables(state))
    return (
        None
        if table is None
        else with_tables(state, replace(table, columns=(*table.columns, random_column(draw, state, table))))
    )


def add_text_column(draw: st.DrawFn, state: State) -> State | None:
    """One more column of type text."""
    table = pick_any(draw, tables(state))
    if table is None:
        return None
    return with_tables(state, replace(table, columns=(*table.columns, column_of_type(draw, state, table, "text"))))


def drop_column(draw: st.DrawFn, state: State) -> State | None:
    """One column less, and with it what stands on it; it is never the last, nor part of a partition key."""
    table, column = pick_of(
        draw,
        state,
        lambda value: [
            found for found in value.columns if len(value.columns) > 1 and not is_protected(value, found.name)
        ],
    )
    if table is None or column is None:
        return None
    kept = tuple(value for value in table.columns if value.name != column.name)
    return with_tables(state, replace(table, columns=kept))


def rename_column(draw: st.DrawFn, state: State) -> State | None:
    """Another name, with the hint that says so."""
    table, column = pick_of(draw, state, lambda value: value.columns)
    # The printer of parse trees leaves the names of this list without quotes, so they stay plain ones.
    if table is None or column is None or any(column.name in key.set_columns for key in table.foreign_keys):
        return None
    relation = relation_of(table)
    new = new_column_name(draw, state, table, COLUMNS)
    names = {key: was for key, was in state.former.columns.items() if key != (relation, column.name)}
    origin = state.former.columns.get((relation, column.name), column.name)
    before = state.first.table(*state.former.tables.get(relation, relation))
    if before is not None and before.column(origin) is not None:
        names[relation, new] = origin
    return replace(
        state,
        physical=with_column_renamed(state.physical, relation, column.name, new),
        former=replace(state.former, columns=names),
    )


def _in_key(table: Table, column: Column) -> bool:
    return table.primary_key is not None and column.name in table.primary_key.columns


def change_nullability(draw: st.DrawFn, state: State) -> State | None:
    """NOT NULL set or dropped, where no key or identity needs it."""
    table, column = pick_of(
        draw,
        state,
        lambda value: [found for found in plain_columns(value) if not _in_key(value, found) and found.identity is None],
    )
    if table is None or column is None:
        return None
    return with_tables(state, with_column(table, replace(column, nullable=not column.nullable)))


def change_default(draw: st.DrawFn, state: State) -> State | None:
    """A default set, changed or dropped."""
    table, column = pick_of(
        draw,
        state,
        lambda value: [
            found for found in plain_columns(value) if found.identity is None and type_of(state, found.type).defaults
        ],
    )
    if table is None or column is None:
        return None
    defaults = [expression(text, Context.DEFAULT) for text in type_of(state, column.type).defaults]
    default = other(draw, [None, *defaults], column.default)
    return with_tables(state, with_column(table, replace(column, default=default)))


def change_collation(draw: st.DrawFn, state: State) -> State | None:
    """A collation of its own, or that of the type again."""
    table, column = pick_of(
        draw,
        state,
        lambda value: [found for found in plain_columns(value) if type_of(state, found.type).family == TEXT],
    )
    if table is None or column is None:
        return None
    return with_tables(state, with_column(table, replace(column, collation=None if column.collation else "C")))


def change_statistics(draw: st.DrawFn, state: State) -> State | None:
    """The target of SET STATISTICS."""
    table, column = pick_of(draw, state, plain_columns)
    if table is None or column is None:
        return None
    target = other(draw, (None, 100, 500), column.statistics)
    return with_tables(state, with_column(table, replace(column, statistics=target)))


def change_storage(draw: st.DrawFn, state: State) -> State | None:
    """How long values are stored and compressed."""
    table, column = pick_of(
        draw, state, lambda value: [found for found in plain_columns(value) if type_of(state, found.type).toasted]
    )
    if table is None or column is None:
        return None
    if maybe(draw):
        changed = replace(column, compression=None if column.compression else "pglz")
    else:
        changed = replace(column, storage=other(draw, (None, "EXTERNAL", "MAIN"), column.storage))
    return with_tables(state, with_column(table, changed))
