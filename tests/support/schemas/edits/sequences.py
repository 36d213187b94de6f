"""Sequences that no column owns."""

from __future__ import annotations

from hypothesis import strategies as st
from msgspec.structs import replace

from tests.support.schemas.edits.tables import namespace_names
from tests.support.schemas.names import SEQUENCES
from tests.support.schemas.pick import pick, pick_any
from tests.support.schemas.state import State, new_name, with_physical
from wesley.ir.sequence import Sequence


def add_sequence(draw: st.DrawFn, state: State) -> State | None:
    """One more sequence."""
    sequence = Sequence(
        schema=pick(draw, namespace_names(state)),
        name=new_name(draw, state, SEQUENCES),
        type=pick(draw, ("bigint", "integer", "smallint")),
        start=pick(draw, (None, 5)),
    )
    return with_physical(state, sequences=(*state.physical.sequences, sequence))


def _standalone(state: State) -> list[Sequence]:
    return [value for value in state.physical.sequences if value.owned_by is None]


def drop_sequence(draw: st.DrawFn, state: State) -> State | None:
    """One sequence less."""
    gone = pick_any(draw, _standalone(state))
    return (
        None
        if gone is None
        else with_physical(state, sequences=tuple(value for value in state.physical.sequences if value is not gone))
    )


def change_sequence(draw: st.DrawFn, state: State) -> State | None:
    """Another step, limit or cache, or CYCLE."""
    sequence = pick_any(draw, _standalone(state))
    if sequence is None:
        return None
    changes = (
        replace(sequence, increment=None if sequence.increment else 2),
        replace(sequence, maximum=None if sequence.maximum else 1000),
        replace(sequence, cache=None if sequence.cache else 10),
        replace(sequence, cycle=not sequence.cycle),
    )
    changed = pick(draw, changes)
    return with_physical(
        state, sequences=tuple(changed if value is sequence else value for value in state.physical.sequences)
    )
