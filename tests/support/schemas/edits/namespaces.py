"""Schemas and extensions."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.support.schemas.names import NAMESPACES
from tests.support.schemas.pick import pick, pick_any
from tests.support.schemas.state import State, new_name, with_physical
from wesley.ir.access import Extension, Namespace

# Both the embedded server and Debian's postgresql-15 carry them.
EXTENSIONS = ("pg_trgm", "btree_gist", "hstore")


def add_namespace(draw: st.DrawFn, state: State) -> State | None:
    """One more schema."""
    namespace = Namespace(name=new_name(draw, state, NAMESPACES))
    return with_physical(state, namespaces=(*state.physical.namespaces, namespace))


def drop_namespace(draw: st.DrawFn, state: State) -> State | None:
    """One schema less; only an empty one goes."""
    physical = state.physical
    groups = (
        *(physical.enums, physical.domains, physical.sequences),
        *(physical.tables, physical.views, physical.functions),
    )
    used = {"public", *(value.schema for group in groups for value in group)}
    used |= {
        partition.schema
        for table in physical.tables
        if table.partitioning
        for partition in table.partitioning.partitions
    }
    gone = pick_any(draw, [value for value in physical.namespaces if value.name not in used])
    return (
        None
        if gone is None
        else with_physical(state, namespaces=tuple(value for value in physical.namespaces if value is not gone))
    )


def add_extension(draw: st.DrawFn, state: State) -> State | None:
    """One more extension."""
    there = {extension.name for extension in state.physical.extensions}
    left = [name for name in EXTENSIONS if name not in there]
    if not left:
        return None
    return with_physical(state, extensions=(*state.physical.extensions, Extension(name=pick(draw, left))))


def add_trigrams(draw: st.DrawFn, state: State) -> State | None:
    """The extension pg_trgm where it is missing."""
    there = {extension.name for extension in state.physical.extensions}
    if "pg_trgm" in there:
        return None
    return with_physical(state, extensions=(*state.physical.extensions, Extension(name="pg_trgm")))


def drop_extension(draw: st.DrawFn, state: State) -> State | None:
    """One extension less, and the indexes with its operator classes."""
    gone = pick_any(draw, state.physical.extensions)
    return (
        None
        if gone is None
        else with_physical(state, extensions=tuple(value for value in state.physical.extensions if value is not gone))
    )
