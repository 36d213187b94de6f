"""Random schemas, and pairs of a schema with a later one.

    @given(pairs())
    def test_a_law(pair: tuple[Schema, Schema]) -> None: ...

    @given(pairs(edits=("change_type",)))

Every schema is valid: PostgreSQL loads its DDL. Its expressions, types and names are written as the schema language
gives them, and `api` holds a type for each table and enum; the second schema of a pair has the hints of renames there.
No pair needs a guess: what was dropped and what was added never look like one thing that was renamed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hypothesis import strategies as st

from tests.support.schemas.edits.catalog import BY_NAME, EDITS, FIRST, Step
from tests.support.schemas.edits.tables import add_table
from tests.support.schemas.evolution import begun, schema_of, state_of, step
from tests.support.schemas.pick import pick
from tests.support.schemas.state import Edit, State
from wesley.ir.schema import Physical, Schema

__all__ = ["EDITS", "evolved", "pairs", "physical_schemas"]

_VIRTUAL_SINCE = 18
# How often a random edit that finds nothing to work on gives way to another one.
_ATTEMPTS = 3


@st.composite
def physical_schemas(
    draw: st.DrawFn, *, max_tables: int = 3, max_steps: int = 25, version: int = 15, virtual: bool = False
) -> Schema:
    """A valid schema.

    Args:
        draw: given by Hypothesis.
        max_tables: how many tables it begins with at most; the steps can add others.
        max_steps: how many steps follow, each of which adds something.
        version: major version of PostgreSQL that it is written for, 12 or newer.
        virtual: True for virtual generated columns too (PostgreSQL 18).
    """
    return schema_of(_built(draw, _empty(version, virtual=virtual), max_tables, max_steps))


@st.composite
def evolved(draw: st.DrawFn, schema: Schema, *, edits: Sequence[str] = (), max_edits: int = 5) -> Schema:
    """A later form of a schema of this package.

    Args:
        draw: given by Hypothesis.
        schema: the earlier one.
        edits: names of edits (see `EDITS`), each of which is done once where the schema has something for it; all can
            happen when there are none.
        max_edits: how many random edits there are at most when `edits` is empty.
    """
    virtual = schema.postgres_version >= _VIRTUAL_SINCE
    return schema_of(_edited(draw, state_of(schema, virtual=virtual), edits, max_edits))


@st.composite
def pairs(
    draw: st.DrawFn,
    *,
    edits: Sequence[str] = (),
    max_tables: int = 3,
    max_steps: int = 25,
    max_edits: int = 5,
    version: int = 15,
    virtual: bool = False,
) -> tuple[Schema, Schema]:
    """A schema and a later form of it.

    Args:
        draw: given by Hypothesis.
        edits: names of edits that lead from one to the other; the first schema holds what they need.
        max_tables, max_steps, version, virtual: as for `physical_schemas`.
        max_edits: as for `evolved`.
    """
    state = _built(draw, _empty(version, virtual=virtual), max_tables, max_steps)
    for name in edits:
        for needed in BY_NAME[name].needs:
            state = begun(_done(draw, state, needed))
    return schema_of(state), schema_of(_edited(draw, begun(state), edits, max_edits))


def _empty(version: int, *, virtual: bool) -> State:
    return State(physical=Physical(), version=version, virtual=virtual)


def _done(draw: st.DrawFn, state: State, edit: Edit) -> State:
    return step(draw, state, Step(edit=edit)) or state


def _built(draw: st.DrawFn, state: State, max_tables: int, max_steps: int) -> State:
    for _ in range(1 + pick(draw, range(max_tables))):
        state = _done(draw, state, add_table)
    for _ in _while_more(draw, max_steps):
        state = begun(draw(_stepped(state, FIRST)))
    return begun(state)


def _edited(draw: st.DrawFn, state: State, edits: Sequence[str], max_edits: int) -> State:
    if edits:
        for name in edits:
            state = step(draw, state, BY_NAME[name]) or state
        return state
    for _ in _while_more(draw, max_edits):
        state = draw(_stepped(state, EDITS))
    return state


def _while_more(draw: st.DrawFn, most: int) -> Iterator[int]:
    """Up to `most` rounds, asked for one by one: Hypothesis can take each away when it shrinks."""
    for number in range(most):
        if pick(draw, range(most)) == 0 and number > 0:
            return
        yield number


@st.composite
def _stepped(draw: st.DrawFn, state: State, options: tuple[Step, ...]) -> State:
    """The state after one of the edits. One that finds nothing to work on gives way to another, a few times."""
    for _ in range(_ATTEMPTS):
        after = step(draw, state, pick(draw, options))
        if after is not None:
            return after
    return state
