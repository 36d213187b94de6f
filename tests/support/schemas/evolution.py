"""One edit after the other, and what must be true after each."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import strategies as st
from msgspec.structs import replace

from tests.support.schemas.api import api_of
from tests.support.schemas.edits.catalog import Step
from tests.support.schemas.pruning import pruned
from tests.support.schemas.state import ROLES, Former, Relation, State
from wesley.ir.access import Namespace, Role
from wesley.ir.schema import Physical, Schema
from wesley.ir.table import Table
from wesley.ir.view import View

_Held = dict[tuple[str, Relation], set[str]]
_EVERYWHERE = ("", "")


def step(draw: st.DrawFn, state: State, chosen: Step) -> State | None:
    """The state after an edit; None where there is nothing for it to work on, or where it would look like a renaming
    without its hint."""
    after = chosen.edit(draw, state)
    if after is None or after.physical == state.physical:
        return None
    after = replace(after, physical=pruned(after.physical))
    if not after.physical.tables:
        return None
    if not chosen.renames:
        after = _noted(state, after)
        if after.gained & after.lost:
            return None
    before = _held(state.physical)
    held = _held(after.physical)
    gone = {name for place, names in before.items() if place in held for name in names - held[place]}
    return replace(
        after,
        serial=after.serial + 1,
        given_up=after.given_up | gone,
        taken=after.taken | set(_names(after.physical)),
    )


def _held(physical: Physical) -> _Held:
    """What could be taken for a renamed thing: columns of each table, values of each enum, tables, enums."""
    held: _Held = {("table", _EVERYWHERE): {repr((value.schema, value.name)) for value in physical.tables}}
    held["enum", _EVERYWHERE] = {repr((value.schema, value.name)) for value in physical.enums}
    for table in physical.tables:
        held["column", (table.schema, table.name)] = {column.name for column in table.columns}
        if table.rows is not None:
            held["value", (table.schema, table.name)] = {row[0] for row in table.rows.values}
    for enum in physical.enums:
        held["value", (enum.schema, enum.name)] = set(enum.values)
    return held


def _noted(before: State, after: State) -> State:
    """The state with the places that gained and lost something in this edit."""
    old, new = _held(before.physical), _held(after.physical)
    common = old.keys() & new.keys()
    gained = {place for place in common if new[place] - old[place]}
    lost = {place for place in common if old[place] - new[place]}
    return replace(after, gained=after.gained | gained, lost=after.lost | lost)


def _names(physical: Physical) -> Iterator[str]:
    """The names of everything but columns."""
    groups = (
        *(physical.namespaces, physical.enums, physical.domains, physical.sequences),
        *(physical.tables, physical.views, physical.functions),
    )
    for group in groups:
        yield from (value.name for value in group)
    for table in physical.tables:
        if table.partitioning is not None:
            yield from (value.name for value in table.partitioning.partitions)


def begun(state: State) -> State:
    """The state as the first one of an evolution: nothing in it was renamed, came or went."""
    return replace(state, first=state.physical, former=Former(), gained=frozenset(), lost=frozenset())


def schema_of(state: State) -> Schema:
    """The schema with both halves and the roles that it names."""
    used = set(_roles(state.physical))
    return Schema(
        physical=state.physical,
        api=api_of(state),
        roles=tuple(Role(name=name) for name in sorted(ROLES) if name in used),
        postgres_version=state.version,
    )


def _roles(physical: Physical) -> Iterator[str]:
    holders: tuple[Namespace | Table | View, ...] = (*physical.namespaces, *physical.tables, *physical.views)
    for holder in holders:
        yield from (grant.role for grant in holder.grants)
    for table in physical.tables:
        for policy in table.policies:
            yield from policy.roles


def state_of(schema: Schema, *, virtual: bool) -> State:
    """The state that an evolution of a schema begins with."""
    physical = schema.physical
    return begun(
        State(
            physical=physical,
            version=schema.postgres_version,
            virtual=virtual,
            taken=frozenset(_names(physical)),
            serial=1000,
        )
    )
