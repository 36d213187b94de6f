"""How values come about: identity columns, generated columns, serial ones."""

from __future__ import annotations

from hypothesis import strategies as st
from msgspec.structs import replace

from tests.support.schemas.edits.columns import column_of_type, with_column
from tests.support.schemas.expressions import GENERATED, expression
from tests.support.schemas.names import SEQUENCES
from tests.support.schemas.pick import maybe, other, pick, pick_any
from tests.support.schemas.pruning import nextval
from tests.support.schemas.sql_types import INTEGERS
from tests.support.schemas.state import (
    State,
    new_name,
    pick_of,
    plain_columns,
    tables,
    type_of,
    with_physical,
    with_tables,
)
from wesley.ir.column import Column, Generated, Identity
from wesley.ir.expression import Expression
from wesley.ir.sequence import Sequence
from wesley.ir.table import Table
from wesley.sql.expression import Context

IDENTITIES = (
    Identity(),
    Identity(always=False),
    Identity(start=7),
    Identity(start=10, increment=5, cache=10),
    Identity(always=False, maximum=10000, cycle=True),
)


def add_identity(draw: st.DrawFn, state: State) -> State | None:
    """A NOT NULL integer column without a default becomes one; a partitioned table has none before PostgreSQL 17."""

    def candidates(table: Table) -> list[Column]:
        if table.partitioning is not None or any(column.identity for column in table.columns):
            return []
        found = [column for column in plain_columns(table) if column.type in INTEGERS]
        return [column for column in found if column.default is None]

    table, column = pick_of(draw, state, candidates)
    if table is None or column is None:
        return None
    changed = replace(column, nullable=False, identity=pick(draw, IDENTITIES))
    return with_tables(state, with_column(table, changed))


def add_identity_column(draw: st.DrawFn, state: State) -> State | None:
    """One more column, an identity column from the beginning."""
    table = pick_any(draw, tables(state, lambda value: value.partitioning is None and not _identities(value)))
    if table is None:
        return None
    column = column_of_type(draw, state, table, pick(draw, INTEGERS), is_nullable=False)
    column = replace(column, identity=pick(draw, IDENTITIES))
    return with_tables(state, replace(table, columns=(*table.columns, column)))


def add_integer_column(draw: st.DrawFn, state: State) -> State | None:
    """One more column of type integer in a table that can have an identity column."""
    table = pick_any(draw, tables(state, lambda value: value.partitioning is None and not _identities(value)))
    if table is None:
        return None
    return with_tables(state, replace(table, columns=(*table.columns, column_of_type(draw, state, table, "integer"))))


def _identities(table: Table) -> list[Column]:
    return [column for column in table.columns if column.identity]


def change_identity(draw: st.DrawFn, state: State) -> State | None:
    """ALWAYS or BY DEFAULT, first value, step."""
    table, column = pick_of(draw, state, _identities)
    if table is None or column is None:
        return None
    identity = other(draw, IDENTITIES, column.identity or IDENTITIES[0])
    return with_tables(state, with_column(table, replace(column, identity=identity)))


def drop_identity(draw: st.DrawFn, state: State) -> State | None:
    """A plain column again, still NOT NULL."""
    table, column = pick_of(draw, state, _identities)
    if table is None or column is None:
        return None
    return with_tables(state, with_column(table, replace(column, identity=None)))


def _generations(state: State, table: Table) -> list[tuple[str, Expression]]:
    """Types and expressions of columns that can be computed out of the others."""
    return [
        (sql_type, expression(template, Context.GENERATED, column.name))
        for column in table.columns
        if column.generated is None
        for sql_type, template in GENERATED.get(type_of(state, column.type).family, ())
    ]


def add_generated_column(draw: st.DrawFn, state: State) -> State | None:
    """A column that is computed out of another; virtual now and then, where that is allowed."""
    table = pick_any(draw, tables(state, lambda value: _generations(state, value)))
    if table is None:
        return None
    sql_type, value = pick(draw, _generations(state, table))
    stored = not (state.virtual and maybe(draw))
    column = column_of_type(draw, state, table, sql_type)
    column = replace(column, generated=Generated(expression=value, stored=stored))
    return with_tables(state, replace(table, columns=(*table.columns, column)))


def change_generated(draw: st.DrawFn, state: State) -> State | None:
    """The same column, computed otherwise."""
    options = [
        (table, column, value)
        for table in tables(state)
        for column in table.columns
        if column.generated
        for sql_type, value in _generations(state, table)
        if sql_type == column.type and value != column.generated.expression
    ]
    chosen = pick_any(draw, options)
    if chosen is None:
        return None
    table, column, value = chosen
    generated = column.generated and replace(column.generated, expression=value)
    return with_tables(state, with_column(table, replace(column, generated=generated)))


def drop_generated(draw: st.DrawFn, state: State) -> State | None:
    """A plain column that keeps its values; only a stored one has any."""
    table, column = pick_of(
        draw, state, lambda value: [found for found in value.columns if found.generated and found.generated.stored]
    )
    if table is None or column is None:
        return None
    return with_tables(state, with_column(table, replace(column, generated=None)))


def add_serial(draw: st.DrawFn, state: State) -> State | None:
    """An integer column with a sequence that it owns."""
    table = pick_any(draw, tables(state, lambda value: value.partitioning is None))
    if table is None:
        return None
    column = column_of_type(draw, state, table, pick(draw, INTEGERS), is_nullable=False)
    sequence = Sequence(
        schema=table.schema,
        name=new_name(draw, state, SEQUENCES),
        type=column.type,
        owned_by=(table.schema, table.name, column.name),
    )
    column = replace(column, default=expression(nextval(sequence), Context.DEFAULT))
    state = with_physical(state, sequences=(*state.physical.sequences, sequence))
    return with_tables(state, replace(table, columns=(*table.columns, column)))
