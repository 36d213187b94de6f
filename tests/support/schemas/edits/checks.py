"""Checks and exclusion constraints."""

from __future__ import annotations

from hypothesis import strategies as st
from msgspec.structs import replace

from tests.support.schemas.expressions import CHECKS, expression, templates
from tests.support.schemas.pick import maybe, other, pick, pick_any
from tests.support.schemas.sql_types import NUMBER, RANGES
from tests.support.schemas.state import State, derived, pick_of, stored_columns, tables, type_of, with_tables
from wesley.ir.column import Column
from wesley.ir.constraint import Check, Deferrable, Exclusion, ExclusionElement
from wesley.ir.expression import Expression
from wesley.ir.index import IndexKey
from wesley.ir.table import Table
from wesley.sql.expression import Context
from wesley.sql.text import qualified


def _condition(draw: st.DrawFn, state: State, column: Column) -> Expression:
    """A condition on a column that the rows of `rows.py` fulfil; of a number it can call a function of the schema."""
    family = type_of(state, column.type).family
    options = templates(CHECKS, family)
    if column.type == "integer" and family == NUMBER:
        calls = [
            f"{qualified(value.schema, value.name)}({{0}}) > 0"
            for value in state.physical.functions
            if value.arguments == "integer"
        ]
        options = (*options, *calls, *calls)
    return expression(pick(draw, options), Context.CHECK, column.name)


def add_check(draw: st.DrawFn, state: State) -> State | None:
    """One more check."""
    table = pick_any(draw, tables(state))
    if table is None:
        return None
    columns = stored_columns(table)
    telling = [column for column in columns if type_of(state, column.type).family in CHECKS]
    condition = _condition(draw, state, pick(draw, telling if telling and maybe(draw) else columns))
    check = Check(
        name=derived(state, table.name, "check"),
        expression=condition,
        no_inherit=table.partitioning is None and maybe(draw) and maybe(draw),
    )
    return with_tables(state, replace(table, checks=(*table.checks, check)))


def drop_check(draw: st.DrawFn, state: State) -> State | None:
    """One check less."""
    table, check = pick_of(draw, state, lambda value: value.checks)
    if table is None:
        return None
    return with_tables(state, replace(table, checks=tuple(value for value in table.checks if value is not check)))


def change_check(draw: st.DrawFn, state: State) -> State | None:
    """The same name, another condition; one of the two is always another one."""
    table, check = pick_of(draw, state, lambda value: value.checks)
    if table is None or check is None:
        return None
    name = pick(draw, stored_columns(table)).name
    conditions = [expression(template, Context.CHECK, name) for template in templates(CHECKS, "")]
    changed = replace(check, expression=other(draw, conditions, check.expression))
    kept = tuple(value for value in table.checks if value is not check)
    return with_tables(state, replace(table, checks=(*kept, changed)))


def _excludable(state: State, table: Table) -> list[Column]:
    """The columns of which no two rows may overlap or be equal, and for which no constraint says so: CREATE TABLE
    quietly leaves out the second of two equal ones. A partitioned table has none before PostgreSQL 17."""
    if table.partitioning is not None:
        return []
    excluded = {element.key.column for exclusion in table.exclusions for element in exclusion.elements}
    found = [(column, type_of(state, column.type)) for column in stored_columns(table)]
    return [column for column, sql_type in found if sql_type.distinct and column.name not in excluded]


def add_exclusion(draw: st.DrawFn, state: State) -> State | None:
    """One more exclusion constraint: no overlap of ranges, or no equal values."""
    table = pick_any(draw, tables(state, lambda value: _excludable(state, value)))
    if table is None:
        return None
    column = pick(draw, _excludable(state, table))
    is_range = column.type in RANGES
    exclusion = Exclusion(
        name=derived(state, table.name, "excl"),
        method="gist" if is_range else "btree",
        elements=(ExclusionElement(key=IndexKey(column=column.name), operator="&&" if is_range else "="),),
        where=_predicate(table) if maybe(draw) else None,
        deferrable=pick(draw, (Deferrable.NO, *Deferrable)),
    )
    return with_tables(state, replace(table, exclusions=(*table.exclusions, exclusion)))


def _predicate(table: Table) -> Expression:
    return expression("{0} IS NOT NULL", Context.PREDICATE, stored_columns(table)[0].name)


def drop_exclusion(draw: st.DrawFn, state: State) -> State | None:
    """One exclusion constraint less."""
    table, exclusion = pick_of(draw, state, lambda value: value.exclusions)
    if table is None:
        return None
    kept = tuple(value for value in table.exclusions if value is not exclusion)
    return with_tables(state, replace(table, exclusions=kept))


def change_exclusion(draw: st.DrawFn, state: State) -> State | None:
    """Another predicate, or another moment of the check."""
    table, exclusion = pick_of(draw, state, lambda value: value.exclusions)
    if table is None or exclusion is None:
        return None
    if maybe(draw):
        changed = replace(exclusion, where=None if exclusion.where else _predicate(table))
    else:
        changed = replace(exclusion, deferrable=other(draw, tuple(Deferrable), exclusion.deferrable))
    kept = tuple(value for value in table.exclusions if value is not exclusion)
    return with_tables(state, replace(table, exclusions=(*kept, changed)))
