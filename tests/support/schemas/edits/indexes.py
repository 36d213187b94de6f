"""Indexes of every form."""

from __future__ import annotations

from hypothesis import strategies as st
from msgspec.structs import replace

from tests.support.schemas.expressions import KEYS, expression
from tests.support.schemas.pick import maybe, other, pick, pick_any, some
from tests.support.schemas.sql_types import TEXT
from tests.support.schemas.state import (
    State,
    derived,
    partition_keys,
    pick_of,
    stored_columns,
    tables,
    type_of,
    with_tables,
)
from wesley.ir.column import Column
from wesley.ir.expression import Expression
from wesley.ir.index import Index, IndexKey
from wesley.ir.table import Table
from wesley.sql.expression import Context

# CREATE INDEX, "Index Storage Parameters".
PARAMETERS = {
    "btree": ("fillfactor", "70"),
    "hash": ("fillfactor", "80"),
    "gist": ("fillfactor", "60"),
    "gin": ("fastupdate", "off"),
    "brin": ("pages_per_range", "32"),
}


def _methods(state: State, column: Column) -> tuple[str, ...]:
    return type_of(state, column.type).methods


def _indexable(state: State, table: Table) -> list[Column]:
    return [column for column in stored_columns(table) if _methods(state, column)]


def add_index(draw: st.DrawFn, state: State) -> State | None:
    """One more index, by any access method."""
    table = pick_any(draw, tables(state, lambda value: _indexable(state, value)))
    if table is None:
        return None
    column = pick(draw, _indexable(state, table))
    method = pick(draw, ("btree", *_methods(state, column)))
    if method == "btree" and "btree" in _methods(state, column):
        index = _btree(draw, state, table, column)
    else:
        method = pick(draw, _methods(state, column))
        index = Index(name="", keys=(IndexKey(column=column.name),), method=method)
    index = replace(
        index,
        name=derived(state, table.name, "idx"),
        parameters=(PARAMETERS[index.method],) if maybe(draw) else (),
        where=_predicate(draw, table) if maybe(draw) else None,
    )
    return with_tables(state, replace(table, indexes=(*table.indexes, index)))


def _btree(draw: st.DrawFn, state: State, table: Table, column: Column) -> Index:
    names = [found.name for found in _indexable(state, table) if "btree" in _methods(state, found)]
    others = some(draw, [name for name in names if name != column.name], 2) if len(names) > 1 and maybe(draw) else ()
    keys = (_key(draw, state, column), *(IndexKey(column=name) for name in others))
    left = [found.name for found in stored_columns(table) if found.name not in (column.name, *others)]
    index = Index(name="", keys=keys, include=(pick(draw, left),) if left and maybe(draw) else ())
    # An expression of different values may give equal ones; a partitioned table's unique index has the whole key.
    is_plain = keys[0].column is not None and set(partition_keys(table)) <= {column.name, *others}
    if is_plain and type_of(state, column.type).distinct and maybe(draw):
        index = replace(index, unique=True, nulls_not_distinct=state.version >= 15 and maybe(draw))
    return index


def _key(draw: st.DrawFn, state: State, column: Column) -> IndexKey:
    family = type_of(state, column.type).family
    if family not in KEYS or not maybe(draw):
        descending = maybe(draw)
        # None stands for what the direction has by itself.
        return IndexKey(column=column.name, descending=descending, nulls_first=not descending if maybe(draw) else None)
    value = expression(pick(draw, KEYS[family]), Context.INDEX_KEY, column.name)
    return IndexKey(expression=value, opclass="text_pattern_ops" if family == TEXT and maybe(draw) else None)


def _predicate(draw: st.DrawFn, table: Table) -> Expression:
    return expression("{0} IS NOT NULL", Context.PREDICATE, pick(draw, stored_columns(table)).name)


def add_trigram_index(draw: st.DrawFn, state: State) -> State | None:
    """An index with an operator class of the extension pg_trgm, where the schema has it."""
    if not any(extension.name == "pg_trgm" for extension in state.physical.extensions):
        return None
    table, column = pick_of(
        draw,
        state,
        lambda value: [found for found in stored_columns(value) if type_of(state, found.type).family == TEXT],
    )
    if table is None or column is None:
        return None
    value = expression("lower({0})", Context.INDEX_KEY, column.name)
    key = IndexKey(expression=value, opclass="gin_trgm_ops")
    index = Index(name=derived(state, table.name, "idx"), keys=(key,), method="gin")
    return with_tables(state, replace(table, indexes=(*table.indexes, index)))


def drop_index(draw: st.DrawFn, state: State) -> State | None:
    """One index less."""
    table, index = pick_of(draw, state, lambda value: value.indexes)
    if table is None:
        return None
    return with_tables(state, replace(table, indexes=tuple(value for value in table.indexes if value is not index)))


def change_index(draw: st.DrawFn, state: State) -> State | None:
    """The same name, another definition: predicate, parameters or order."""
    table, index = pick_of(draw, state, lambda value: value.indexes)
    if table is None or index is None:
        return None
    change = pick(draw, ("where", "parameters", "order"))
    first = index.keys[0]
    if change == "parameters":
        changed = replace(index, parameters=() if index.parameters else (PARAMETERS[index.method],))
    elif change == "order" and index.method == "btree":
        reverse = replace(first, descending=not first.descending, nulls_first=None)
        changed = replace(index, keys=(reverse, *index.keys[1:]))
    else:
        options = (None, *(expression("{0} IS NOT NULL", Context.PREDICATE, column.name) for column in table.columns))
        stored = {column.name for column in stored_columns(table)}
        usable = [value for value in options if value is None or stored.issuperset(value.columns)]
        changed = replace(index, where=other(draw, usable, index.where))
    kept = tuple(value for value in table.indexes if value is not index)
    return with_tables(state, replace(table, indexes=(*kept, changed)))


def add_view_index(draw: st.DrawFn, state: State) -> State | None:
    """An index of a materialized view."""
    options = [
        (view, column)
        for view in state.physical.views
        if view.materialized
        for column in view.columns
        if "btree" in _methods(state, column)
    ]
    chosen = pick_any(draw, options)
    if chosen is None:
        return None
    view, column = chosen
    index = Index(name=derived(state, view.name, "idx"), keys=(IndexKey(column=column.name),))
    indexes = tuple(sorted((*view.indexes, index), key=lambda value: value.name))
    views = tuple(replace(value, indexes=indexes) if value is view else value for value in state.physical.views)
    return replace(state, physical=replace(state.physical, views=views))
