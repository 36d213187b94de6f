"""Enums: native types, and the rows of lookup tables."""

from __future__ import annotations

from hypothesis import strategies as st
from msgspec.structs import replace

from tests.support.schemas.edits.tables import namespace_names
from tests.support.schemas.names import TYPES
from tests.support.schemas.pick import other, pick, pick_any
from tests.support.schemas.state import Relation, State, new_name, relation_of, with_physical
from wesley.ir.column import Column
from wesley.ir.enum import Enum
from wesley.ir.expression import Expression
from wesley.ir.schema import Physical
from wesley.ir.table import Rows, Table
from wesley.ir.view import View
from wesley.sql.text import qualified, quote_literal

VALUES = ("draft", "done", "open", "It's odd", "größer", "CLOSED")
_Holder = Enum | Table


def _holders(state: State) -> list[_Holder]:
    lookups = [table for table in state.physical.tables if table.rows is not None]
    return [*state.physical.enums, *lookups]


def _values(holder: _Holder) -> tuple[str, ...]:
    if isinstance(holder, Enum):
        return holder.values
    return tuple(row[0] for row in holder.rows.values) if holder.rows else ()


def _with_values(state: State, holder: _Holder, values: tuple[str, ...]) -> State:
    if isinstance(holder, Enum):
        enums = tuple(replace(value, values=values) if value is holder else value for value in state.physical.enums)
        return with_physical(state, enums=enums)
    rows = Rows(columns=("value",), values=tuple((value,) for value in values))
    tables = tuple(replace(value, rows=rows) if value is holder else value for value in state.physical.tables)
    return with_physical(state, tables=tables)


def _new_value(draw: st.DrawFn, state: State, holder: _Holder) -> str:
    """A value that the enum never had."""
    taken = {*_values(holder), *state.given_up}
    left = [value for value in VALUES if value not in taken]
    return pick(draw, left) if left else f"value {state.serial}"


def _with_defaults(state: State, enum: Relation, old: str, new: str | None) -> State:
    """The state with another default for the columns that begin with a value of an enum, or none."""
    tables = []
    for table in state.physical.tables:
        columns = tuple(_column(column, qualified(*enum), quote_literal(old), new) for column in table.columns)
        tables.append(replace(table, columns=columns))
    return with_physical(state, tables=tuple(tables))


def _column(column: Column, sql_type: str, old: str, new: str | None) -> Column:
    if column.type != sql_type or column.default is None or column.default.sql != old:
        return column
    return replace(column, default=None if new is None else Expression(sql=quote_literal(new)))


def add_enum(draw: st.DrawFn, state: State) -> State | None:
    """One more native enum."""
    count = 2 + pick(draw, range(2))
    enum = Enum(schema=pick(draw, namespace_names(state)), name=new_name(draw, state, TYPES), values=VALUES[:count])
    return with_physical(state, enums=(*state.physical.enums, enum))


def drop_enum(draw: st.DrawFn, state: State) -> State | None:
    """One native enum less, and the columns of its type."""
    enum = pick_any(draw, state.physical.enums)
    return (
        None
        if enum is None
        else with_physical(state, enums=tuple(value for value in state.physical.enums if value is not enum))
    )


def add_enum_value(draw: st.DrawFn, state: State) -> State | None:
    """One more value, at any place."""
    holder = pick_any(draw, _holders(state))
    if holder is None:
        return None
    values = _values(holder)
    place = len(values) - pick(draw, range(len(values) + 1))
    return _with_values(state, holder, (*values[:place], _new_value(draw, state, holder), *values[place:]))


def _renamed_value(state: State, holder: _Holder, old: str, new: str) -> State:
    relation = relation_of(holder)
    values = tuple(new if value == old else value for value in _values(holder))
    state = _with_values(state, holder, values)
    names = {key: was for key, was in state.former.values.items() if key != (relation, old)}
    origin = state.former.values.get((relation, old), old)
    if origin in _first_values(state, relation):
        names[relation, new] = origin
    return replace(state, former=replace(state.former, values=names))


def _first_values(state: State, relation: Relation) -> tuple[str, ...]:
    was = state.former.enums.get(relation, relation)
    first: Physical = state.first
    found = [enum.values for enum in first.enums if relation_of(enum) == was]
    found += [_values(table) for table in first.tables if relation_of(table) == was and table.rows]
    return found[0] if found else ()


def rename_enum_value(draw: st.DrawFn, state: State) -> State | None:
    """Another text for a value, with the hint that says so."""
    holder = pick_any(draw, _holders(state))
    if holder is None:
        return None
    old, new = pick(draw, _values(holder)), _new_value(draw, state, holder)
    changed = _renamed_value(state, holder, old, new)
    return _with_defaults(changed, relation_of(holder), old, new) if isinstance(holder, Enum) else changed


def remove_enum_value(draw: st.DrawFn, state: State) -> State | None:
    """One value less; it is never the last, and no default any more."""
    holder = pick_any(draw, [value for value in _holders(state) if len(_values(value)) > 1])
    if holder is None:
        return None
    gone = pick(draw, _values(holder))
    changed = _with_values(state, holder, tuple(value for value in _values(holder) if value != gone))
    return _with_defaults(changed, relation_of(holder), gone, None) if isinstance(holder, Enum) else changed


def reorder_enum(draw: st.DrawFn, state: State) -> State | None:
    """The same values in another order."""
    enum = pick_any(draw, [value for value in state.physical.enums if len(value.values) > 1])
    if enum is None:
        return None
    place = 1 + pick(draw, range(len(enum.values) - 1))
    return _with_values(state, enum, enum.values[place:] + enum.values[:place])


def rename_enum(draw: st.DrawFn, state: State) -> State | None:
    """Another name in the same schema, or the same in another, with the hint that says so."""
    enum = pick_any(draw, state.physical.enums)
    if enum is None:
        return None
    homes = namespace_names(state)
    if len(homes) > 1 and pick(draw, (False, False, True)):
        return _enum_renamed(state, enum, (other(draw, homes, enum.schema), enum.name))
    return _enum_renamed(state, enum, (enum.schema, new_name(draw, state, TYPES)))


def _enum_renamed(state: State, enum: Enum, new: Relation) -> State:
    old = relation_of(enum)
    spelled, respelled = qualified(*old), qualified(*new)
    enums = tuple(
        replace(value, schema=new[0], name=new[1]) if value is enum else value for value in state.physical.enums
    )
    tables = tuple(replace(table, columns=_retyped(table, spelled, respelled)) for table in state.physical.tables)
    views = tuple(replace(view, columns=_retyped(view, spelled, respelled)) for view in state.physical.views)
    names = {key: was for key, was in state.former.enums.items() if key != old}
    origin = state.former.enums.get(old, old)
    if any(relation_of(value) == origin for value in state.first.enums) and origin != new:
        names[new] = origin
    values = {(new if of == old else of, value): was for (of, value), was in state.former.values.items()}
    return replace(
        with_physical(state, enums=enums, tables=tables, views=views),
        former=replace(state.former, enums=names, values=values),
        gained=frozenset((kind, new if of == old else of) for kind, of in state.gained),
        lost=frozenset((kind, new if of == old else of) for kind, of in state.lost),
    )


def _retyped(holder: Table | View, old: str, new: str) -> tuple[Column, ...]:
    return tuple(replace(column, type=new) if column.type == old else column for column in holder.columns)
