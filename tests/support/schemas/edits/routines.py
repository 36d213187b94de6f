"""Functions, and the triggers that call them."""

from __future__ import annotations

from hypothesis import strategies as st
from msgspec.structs import replace

from tests.support.schemas.edits.tables import namespace_names
from tests.support.schemas.expressions import expression
from tests.support.schemas.names import ROUTINES
from tests.support.schemas.pick import maybe, other, pick, pick_any
from tests.support.schemas.state import State, derived, new_name, pick_of, tables, type_of, with_physical, with_tables
from wesley.ir.column import Column
from wesley.ir.routine import Function, Trigger, TriggerEvent, TriggerFiring, TriggerTiming
from wesley.ir.table import Table
from wesley.sql.expression import Context

_TOUCH = "\nBEGIN\n  RETURN coalesce(NEW, OLD);\nEND\n"
_BODIES = ("SELECT abs($1) + 1", "SELECT abs($1) + 2")


def add_trigger_function(draw: st.DrawFn, state: State) -> State | None:
    """One more function for triggers."""
    schema, name = pick(draw, namespace_names(state)), new_name(draw, state, ROUTINES)
    function = Function(schema=schema, name=name, returns="trigger", body=_TOUCH)
    return with_physical(state, functions=(*state.physical.functions, function))


def add_function(draw: st.DrawFn, state: State) -> State | None:
    """One more function for expressions."""
    function = Function(
        schema=pick(draw, namespace_names(state)),
        name=new_name(draw, state, ROUTINES),
        arguments="integer",
        returns="integer",
        language="sql",
        body=_BODIES[0],
        volatility="immutable",
    )
    return with_physical(state, functions=(*state.physical.functions, function))


def drop_function(draw: st.DrawFn, state: State) -> State | None:
    """One function less, and what calls it."""
    gone = pick_any(draw, state.physical.functions)
    return (
        None
        if gone is None
        else with_physical(state, functions=tuple(value for value in state.physical.functions if value is not gone))
    )


def change_function(draw: st.DrawFn, state: State) -> State | None:
    """Another body, or another property."""
    function = pick_any(draw, state.physical.functions)
    if function is None:
        return None
    bodies = (_TOUCH, _TOUCH.replace("BEGIN", "BEGIN -- again")) if function.returns == "trigger" else _BODIES
    changes = (
        replace(function, body=other(draw, bodies, function.body)),
        replace(function, security_definer=not function.security_definer),
        replace(function, parallel=other(draw, ("unsafe", "restricted", "safe"), function.parallel)),
        replace(function, strict=not function.strict),
        replace(function, search_path=None if function.search_path == "" else ""),
    )
    changed = pick(draw, changes)
    functions = tuple(changed if value is function else value for value in state.physical.functions)
    return with_physical(state, functions=functions)


BEFORE_PARTITIONED_SINCE = 13


def _comparable(state: State, table: Table) -> list[Column]:
    return [
        column
        for column in table.columns
        if column.generated is None and "btree" in type_of(state, column.type).methods
    ]


def add_trigger(draw: st.DrawFn, state: State) -> State | None:
    """One more trigger: for each row or each statement, on some columns, with a condition."""
    function = pick_any(draw, [value for value in state.physical.functions if value.returns == "trigger"])
    table = pick_any(draw, tables(state))
    if function is None or table is None:
        return None
    trigger = Trigger(
        name=derived(state, table.name, "trigger"),
        timing=pick(draw, tuple(TriggerTiming)),
        events=pick(draw, ((TriggerEvent.UPDATE,), (TriggerEvent.DELETE, TriggerEvent.INSERT), (TriggerEvent.INSERT,))),
        function_schema=function.schema,
        function=function.name,
        arguments=pick(draw, ((), ("it's", "an argument"))),
    )
    shape = pick(draw, ("row", "statement", "truncate"))
    if shape == "statement":
        trigger = replace(trigger, each_row=False)
    elif shape == "truncate":
        trigger = replace(trigger, each_row=False, events=(TriggerEvent.TRUNCATE,))
    elif trigger.events == (TriggerEvent.UPDATE,):
        trigger = _on_columns(draw, state, table, trigger)
    trigger = _possible(state, table, trigger)
    return with_tables(state, replace(table, triggers=(*table.triggers, trigger)))


def _possible(state: State, table: Table, trigger: Trigger) -> Trigger:
    """The trigger, after the rows where an old server has none before the rows of a partitioned table."""
    if state.version < BEFORE_PARTITIONED_SINCE and table.partitioning is not None and trigger.each_row:
        return replace(trigger, timing=TriggerTiming.AFTER)
    return trigger


def _on_columns(draw: st.DrawFn, state: State, table: Table, trigger: Trigger) -> Trigger:
    columns = _comparable(state, table)
    if columns and maybe(draw):
        trigger = replace(trigger, update_columns=(pick(draw, columns).name,))
    if columns and maybe(draw):
        name = pick(draw, columns).name
        when = expression("old.{0} IS DISTINCT FROM new.{0}", Context.TRIGGER, name)
        trigger = replace(trigger, when=when)
    return trigger


def _with(state: State, table: Table, old: Trigger, *new: Trigger) -> State:
    kept = tuple(value for value in table.triggers if value is not old)
    return with_tables(state, replace(table, triggers=(*kept, *new)))


def drop_trigger(draw: st.DrawFn, state: State) -> State | None:
    """One trigger less."""
    table, trigger = pick_of(draw, state, lambda value: value.triggers)
    return None if table is None or trigger is None else _with(state, table, trigger)


def change_trigger(draw: st.DrawFn, state: State) -> State | None:
    """Another moment, other arguments, or other sessions in which it fires."""
    table, trigger = pick_of(draw, state, lambda value: value.triggers)
    if table is None or trigger is None:
        return None
    changes = (
        replace(trigger, timing=other(draw, tuple(TriggerTiming), trigger.timing)),
        replace(trigger, arguments=() if trigger.arguments else ("another",)),
        replace(trigger, firing=other(draw, tuple(TriggerFiring), trigger.firing)),
    )
    return _with(state, table, trigger, _possible(state, table, pick(draw, changes)))
