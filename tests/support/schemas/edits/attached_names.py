"""Other names for what belongs to a table: constraints, indexes, policies, triggers."""

from __future__ import annotations

from hypothesis import strategies as st
from msgspec.structs import replace

from tests.support.schemas.pick import pick_any
from tests.support.schemas.state import State, derived, pick_of, tables, with_tables
from wesley.ir.table import Table

_CONSTRAINTS = ("uniques", "foreign_keys", "checks", "exclusions")


def rename_constraint(draw: st.DrawFn, state: State) -> State | None:
    """Another name for a constraint of any kind."""
    table = pick_any(draw, tables(state, _constraints))
    if table is None:
        return None
    field, name = pick_any(draw, _constraints(table)) or ("", "")
    if field == "primary_key":
        key = table.primary_key
        return with_tables(state, replace(table, primary_key=key and replace(key, name=_new(state, name))))
    return _renamed(state, table, field, name)


def _constraints(table: Table) -> list[tuple[str, str]]:
    found = [(field, value.name) for field in _CONSTRAINTS for value in getattr(table, field)]
    return found if table.primary_key is None else [*found, ("primary_key", table.primary_key.name)]


def _new(state: State, name: str) -> str:
    return derived(state, name, "r")


def _renamed(state: State, table: Table, field: str, name: str) -> State:
    values = (
        replace(value, name=_new(state, name)) if value.name == name else value for value in getattr(table, field)
    )
    return with_tables(state, replace(table, **{field: tuple(values)}))


def rename_index(draw: st.DrawFn, state: State) -> State | None:
    """Another name for an index."""
    table, index = pick_of(draw, state, lambda value: value.indexes)
    return None if table is None or index is None else _renamed(state, table, "indexes", index.name)


def rename_policy(draw: st.DrawFn, state: State) -> State | None:
    """Another name for a policy."""
    table, policy = pick_of(draw, state, lambda value: value.policies)
    return None if table is None or policy is None else _renamed(state, table, "policies", policy.name)


def rename_trigger(draw: st.DrawFn, state: State) -> State | None:
    """Another name for a trigger, which can change the order in which triggers fire."""
    table, trigger = pick_of(draw, state, lambda value: value.triggers)
    return None if table is None or trigger is None else _renamed(state, table, "triggers", trigger.name)
