"""Comments on everything that can have one."""

from __future__ import annotations

from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import replace

from tests.support.schemas.pick import other, pick, pick_any
from tests.support.schemas.state import State, tables, with_physical, with_tables
from wesley.ir.schema import Physical

TEXTS = (None, "A word.", 'It\'s "quoted",\nwith a second line.', "Öl & 油")
_FIELDS = ("enums", "domains", "sequences", "views", "functions")


def _commented(draw: st.DrawFn, values: tuple[Struct, ...]) -> tuple[Struct, ...]:
    """The same values, one of them with another comment."""
    chosen = pick(draw, values)
    changed = replace(chosen, comment=other(draw, TEXTS, getattr(chosen, "comment", None)))
    return tuple(changed if value is chosen else value for value in values)


def comment_on_object(draw: st.DrawFn, state: State) -> State | None:
    """Another comment on an enum, a domain, a sequence, a view or a function."""
    physical: Physical = state.physical
    field = pick_any(draw, [name for name in _FIELDS if getattr(physical, name)])
    if field is None:
        return None
    return with_physical(state, **{field: _commented(draw, getattr(physical, field))})


def comment_on_table(draw: st.DrawFn, state: State) -> State | None:
    """Another comment on a table, or on one of its columns or indexes."""
    table = pick_any(draw, tables(state))
    if table is None:
        return None
    field = pick(draw, ("table", "columns", *(("indexes",) if table.indexes else ())))
    if field == "table":
        return with_tables(state, replace(table, comment=other(draw, TEXTS, table.comment)))
    return with_tables(state, replace(table, **{field: _commented(draw, getattr(table, field))}))


def comment_on_view_column(draw: st.DrawFn, state: State) -> State | None:
    """Another comment on a column of a view."""
    view = pick_any(draw, state.physical.views)
    if view is None:
        return None
    changed = replace(view, columns=_commented(draw, view.columns))
    return with_physical(state, views=tuple(changed if value is view else value for value in state.physical.views))
