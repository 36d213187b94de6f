"""Constraints that the first schema holds only for new rows, and that the second one holds for all."""

from __future__ import annotations

from hypothesis import strategies as st
from msgspec.structs import replace

from tests.support.schemas.pick import pick_any
from tests.support.schemas.state import State, tables, with_tables
from wesley.ir.table import Table


def _constraints(table: Table, *, are_valid: bool) -> list[tuple[str, str]]:
    return [
        (field, value.name)
        for field in ("checks", "foreign_keys")
        for value in getattr(table, field)
        if value.valid is are_valid
    ]


def _switched(draw: st.DrawFn, state: State, *, are_valid: bool) -> State | None:
    # A partitioned table has no NOT VALID foreign key before PostgreSQL 18.
    table = pick_any(
        draw, tables(state, lambda value: value.partitioning is None and _constraints(value, are_valid=are_valid))
    )
    if table is None:
        return None
    field, name = pick_any(draw, _constraints(table, are_valid=are_valid)) or ("", "")
    values = (replace(value, valid=not are_valid) if value.name == name else value for value in getattr(table, field))
    return with_tables(state, replace(table, **{field: tuple(values)}))


def leave_not_valid(draw: st.DrawFn, state: State) -> State | None:
    """A check or foreign key that is NOT VALID, as a live database may have it."""
    return _switched(draw, state, are_valid=True)


def validate_constraint(draw: st.DrawFn, state: State) -> State | None:
    """A check or foreign key that was NOT VALID holds for all rows."""
    return _switched(draw, state, are_valid=False)
