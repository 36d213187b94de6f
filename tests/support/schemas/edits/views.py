"""Views and materialized views, on tables and on views."""

from __future__ import annotations

from hypothesis import strategies as st
from msgspec.structs import replace

from tests.support.schemas.edits.tables import namespace_names
from tests.support.schemas.expressions import expression
from tests.support.schemas.names import RELATIONS
from tests.support.schemas.pick import maybe, other, pick, pick_any, some
from tests.support.schemas.state import Relation, State, new_name, with_physical
from tests.support.schemas.views import Output, Shape, column_types, shape_of, view_of
from wesley.ir.view import View
from wesley.sql.expression import Context

INVOKER_SINCE = 15


def _shape(draw: st.DrawFn, state: State, sources: tuple[Relation, ...]) -> Shape:
    types = column_types(state.physical)
    places = [(number, name) for number, source in enumerate(sources) for name in types[source]]
    chosen = some(draw, places, 3)
    outputs = (Output(*place, f"v{state.serial}_{number}") for number, place in enumerate(chosen, start=1))
    return Shape(sources=sources, outputs=tuple(outputs), filtered=maybe(draw))


def add_view(draw: st.DrawFn, state: State) -> State | None:
    """One more view, of one relation or two."""
    relations = sorted(column_types(state.physical))
    if not relations:
        return None
    empty = View(
        schema=pick(draw, namespace_names(state)),
        name=new_name(draw, state, RELATIONS),
        query=expression("true", Context.POLICY),
        security_invoker=False,
    )
    if maybe(draw):
        empty = replace(empty, materialized=True)
    elif state.version >= INVOKER_SINCE:
        empty = replace(empty, security_invoker=maybe(draw))
    shape = _shape(draw, state, some(draw, relations, 2))
    view = view_of(empty, shape, column_types(state.physical))
    return with_physical(state, views=(*state.physical.views, view))


def add_materialized_view(draw: st.DrawFn, state: State) -> State | None:
    """One more materialized view."""
    changed = add_view(draw, state)
    if changed is None:
        return None
    known = {(view.schema, view.name) for view in state.physical.views}
    views = (
        view if (view.schema, view.name) in known else replace(view, materialized=True, security_invoker=False)
        for view in changed.physical.views
    )
    return with_physical(changed, views=tuple(views))


def drop_view(draw: st.DrawFn, state: State) -> State | None:
    """One view less, and those that read it."""
    gone = pick_any(draw, state.physical.views)
    return (
        None
        if gone is None
        else with_physical(state, views=tuple(value for value in state.physical.views if value is not gone))
    )


def change_view(draw: st.DrawFn, state: State) -> State | None:
    """One column more, one less, or a filter more or less."""
    view = pick_any(draw, state.physical.views)
    if view is None:
        return None
    shape = shape_of(view)
    change = pick(draw, ("filter", "more", "less"))
    if change == "more":
        names = tuple(column_types(state.physical)[shape.sources[0]])
        output = Output(0, pick(draw, names), f"v{state.serial}_more")
        shape = replace(shape, outputs=(*shape.outputs, output))
    elif change == "less" and len(shape.outputs) > 1:
        shape = replace(shape, outputs=shape.outputs[:-1])
    else:
        shape = replace(shape, filtered=not shape.filtered)
    changed = view_of(view, shape, column_types(state.physical))
    return with_physical(state, views=tuple(changed if value is view else value for value in state.physical.views))


def change_view_options(draw: st.DrawFn, state: State) -> State | None:
    """Other options: whose rights count, what may be written through it, storage parameters."""
    view = pick_any(draw, state.physical.views)
    if view is None:
        return None
    if view.materialized:
        changed = replace(view, parameters=() if view.parameters else (("fillfactor", "70"),))
    elif state.version >= INVOKER_SINCE and maybe(draw):
        changed = replace(view, security_invoker=not view.security_invoker)
    else:
        options = ((), (("security_barrier", "true"),))
        changed = replace(view, parameters=other(draw, options, view.parameters))
    return with_physical(state, views=tuple(changed if value is view else value for value in state.physical.views))
