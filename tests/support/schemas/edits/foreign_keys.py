"""Foreign keys: to another table or the same one, of one column or more, in circles too."""

from __future__ import annotations

from hypothesis import strategies as st
from msgspec.structs import replace

from tests.support.schemas.edits.columns import column_of_type
from tests.support.schemas.pick import maybe, other, pick, pick_any
from tests.support.schemas.pruning import referable
from tests.support.schemas.state import State, derived, pick_of, tables, with_tables
from wesley.ir.column import Column
from wesley.ir.constraint import Deferrable, ForeignKey, ReferentialAction
from wesley.ir.table import Table
from wesley.sql.text import quote_identifier

SET_COLUMNS_SINCE = 15
_WEIGHT = 8
_SETTING = (ReferentialAction.SET_NULL, ReferentialAction.SET_DEFAULT)
_PLAIN = (ReferentialAction.NO_ACTION, ReferentialAction.CASCADE, ReferentialAction.RESTRICT)


def _targets(state: State, table: Table) -> list[tuple[Table, tuple[str, ...]]]:
    """Keys that the table can refer to, those of several columns more often: there are few of them.

    A logged table cannot refer to an unlogged one.
    """
    return [
        (target, columns)
        for target in state.physical.tables
        for columns in referable(target)
        for _ in range(1 if len(columns) == 1 else _WEIGHT)
        if table.unlogged or not target.unlogged
    ]


def add_foreign_key(draw: st.DrawFn, state: State) -> State | None:
    """A foreign key over columns of the right types, which are added where the table has none."""
    options = [(table, *target) for table in tables(state) for target in _targets(state, table)]
    chosen = pick_any(draw, options)
    if chosen is None:
        return None
    table, target, ref_columns = chosen
    columns: list[Column] = []
    for name in ref_columns:
        ref = target.column(name)
        if ref is not None:
            column = _referencing(draw, state, table, ref, columns)
            columns.append(column)
            if table.column(column.name) is None:
                table = replace(table, columns=(*table.columns, column))
    key = ForeignKey(
        name=derived(state, table.name, "fkey"),
        columns=tuple(column.name for column in columns),
        ref_schema=target.schema,
        ref_table=target.name,
        ref_columns=ref_columns,
        match_full=maybe(draw),
        deferrable=pick(draw, tuple(Deferrable)),
        on_update=pick(draw, _PLAIN),
    )
    return with_tables(state, replace(table, foreign_keys=(*table.foreign_keys, _with_action(draw, state, table, key))))


def _referencing(draw: st.DrawFn, state: State, table: Table, ref: Column, used: list[Column]) -> Column:
    taken = {name for key in table.foreign_keys for name in key.columns} | {column.name for column in used}
    candidates = [
        column
        for column in table.columns
        if column.type == ref.type
        and column.generated is None
        and column.identity is None
        and column.collation == ref.collation
        and column.name not in (taken | {ref.name})
    ]
    if candidates and maybe(draw):
        return pick(draw, candidates)
    stem = column_of_type(draw, state, table, ref.type)
    return replace(stem, collation=ref.collation)


def _with_action(draw: st.DrawFn, state: State, table: Table, key: ForeignKey) -> ForeignKey:
    """The key with another ON DELETE; only where all its columns take nulls can it set them."""
    nullable = [column.name for column in table.columns if column.nullable and column.name in key.columns]
    can_set = len(nullable) == len(key.columns)
    action = other(draw, (*_PLAIN, *_SETTING) if can_set else _PLAIN, key.on_delete)
    narrow = action in _SETTING and len(key.columns) > 1 and state.version >= SET_COLUMNS_SINCE and not key.match_full
    # The printer of parse trees leaves the names of this list without quotes.
    narrow = narrow and quote_identifier(key.columns[0]) == key.columns[0]
    return replace(key, on_delete=action, set_columns=(key.columns[0],) if narrow and maybe(draw) else ())


def drop_foreign_key(draw: st.DrawFn, state: State) -> State | None:
    """One foreign key less."""
    table, key = pick_of(draw, state, lambda value: value.foreign_keys)
    if table is None:
        return None
    kept = tuple(value for value in table.foreign_keys if value is not key)
    return with_tables(state, replace(table, foreign_keys=kept))


def change_foreign_key(draw: st.DrawFn, state: State) -> State | None:
    """Another action, another moment of the check, or the other MATCH."""
    table, key = pick_of(draw, state, lambda value: value.foreign_keys)
    if table is None or key is None:
        return None
    change = pick(draw, ("action", "deferrable", "match"))
    if change == "action":
        changed = _with_action(draw, state, table, key)
    elif change == "match" and not key.set_columns:
        changed = replace(key, match_full=not key.match_full)
    else:
        changed = replace(key, deferrable=other(draw, tuple(Deferrable), key.deferrable))
    kept = tuple(value for value in table.foreign_keys if value is not key)
    return with_tables(state, replace(table, foreign_keys=(*kept, changed)))
