"""The type of a column, and of every column that a foreign key ties to it."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import strategies as st
from msgspec.structs import replace

from tests.support.schemas.edits.columns import with_column
from tests.support.schemas.pick import pick_any
from tests.support.schemas.sql_types import BY_NAME, INTEGERS, NUMBER, TEXT, SqlType
from tests.support.schemas.state import Relation, State, plain_columns, relation_of, tables, type_of, with_tables
from wesley.ir.column import Column
from wesley.ir.expression import Expression
from wesley.ir.index import IndexKey
from wesley.ir.table import Table

_Place = tuple[Relation, str]


def change_type(draw: st.DrawFn, state: State) -> State | None:
    """Another type that PostgreSQL casts to, for a column and all that its foreign keys tie to it."""
    options = [
        (table, column, sql_type)
        for table in tables(state)
        for column in plain_columns(table)
        for sql_type in type_of(state, column.type).casts
    ]
    while options:
        chosen = pick_any(draw, options)
        if chosen is not None:
            table, column, sql_type = chosen
            places = _tied(state, (relation_of(table), column.name))
            if all(_fits(state, place, BY_NAME[sql_type]) for place in places):
                return _changed(state, places, BY_NAME[sql_type])
            options.remove(chosen)
    return None


def _tied(state: State, start: _Place) -> set[_Place]:
    """The column with those that refer to it and those that it refers to, and so on."""
    found = {start}
    waiting = [start]
    pairs = list(_pairs(state))
    while waiting:
        place = waiting.pop()
        near = {right for left, right in pairs if left == place} | {left for left, right in pairs if right == place}
        waiting += near - found
        found |= near
    return found


def _pairs(state: State) -> Iterator[tuple[_Place, _Place]]:
    for table in state.physical.tables:
        for key in table.foreign_keys:
            for name, ref in zip(key.columns, key.ref_columns, strict=True):
                yield (relation_of(table), name), ((key.ref_schema, key.ref_table), ref)


def _fits(state: State, place: _Place, new: SqlType) -> bool:
    table = state.physical.table(*place[0])
    column = None if table is None else table.column(place[1])
    if table is None or column is None or table.rows is not None or column not in plain_columns(table):
        return False
    old = type_of(state, column.type)
    keeps_expressions = old.family == new.family or not any(
        column.name in expression.columns for expression in _expressions(table)
    )
    methods = {method for method, key in _indexed(table) if key.column == column.name}
    is_number = column.identity is None or new.name in INTEGERS
    return keeps_expressions and is_number and methods <= set(new.methods)


def _expressions(table: Table) -> Iterator[Expression]:
    """Every expression over the table's rows."""
    values = [column.generated.expression for column in table.columns if column.generated]
    values += [check.expression for check in table.checks]
    maybe = [index.where for index in table.indexes] + [exclusion.where for exclusion in table.exclusions]
    maybe += [key.expression for _, key in _indexed(table)]
    maybe += [policy.using for policy in table.policies] + [policy.check for policy in table.policies]
    maybe += [trigger.when for trigger in table.triggers]
    yield from values
    yield from (value for value in maybe if value is not None)


def _indexed(table: Table) -> Iterator[tuple[str, IndexKey]]:
    """The keys of indexes and exclusion constraints, with the access method of each."""
    for index in table.indexes:
        yield from ((index.method, key) for key in index.keys)
    for exclusion in table.exclusions:
        yield from ((exclusion.method, element.key) for element in exclusion.elements)


def _changed(state: State, places: set[_Place], new: SqlType) -> State:
    for relation, name in sorted(places):
        table = state.physical.table(*relation)
        column = None if table is None else table.column(name)
        if table is not None and column is not None:
            state = with_tables(state, with_column(table, _with_type(column, type_of(state, column.type), new)))
    return state


def _with_type(column: Column, old: SqlType, new: SqlType) -> Column:
    """The column with another type, without what the new type cannot have."""
    default = column.default
    keeps_default = default is not None and (
        (old.family == new.family and new.family in (NUMBER, TEXT)) or default.sql in new.defaults
    )
    return replace(
        column,
        type=new.name,
        default=default if keeps_default else None,
        collation=column.collation if new.family == TEXT else None,
        storage=column.storage if new.toasted else None,
        compression=column.compression if new.toasted else None,
    )
