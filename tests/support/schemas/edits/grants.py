"""Privileges on tables, on columns, on views and on schemas."""

from __future__ import annotations

from hypothesis import strategies as st
from msgspec.structs import replace

from tests.support.schemas.pick import pick, pick_any, some
from tests.support.schemas.state import ROLES, State, pick_of, tables, with_physical, with_tables
from wesley.ir.access import Grant

_ON_TABLES = ("SELECT", "INSERT", "UPDATE", "DELETE")
_ON_COLUMNS = ("SELECT", "UPDATE")


def _without(grants: tuple[Grant, ...], role: str, *, is_whole: bool) -> tuple[Grant, ...]:
    """The grants of other roles, or of the other kind: a role has at most one of each."""
    return tuple(value for value in grants if value.role != role or bool(value.columns) is is_whole)


def _canonical(grants: tuple[Grant, ...]) -> tuple[Grant, ...]:
    """The grants without what a role has on columns and on the whole table as well."""
    whole = {grant.role: set(grant.privileges) for grant in grants if not grant.columns}
    kept = (
        replace(grant, privileges=tuple(sorted(set(grant.privileges) - whole.get(grant.role, set()))))
        if grant.columns
        else grant
        for grant in grants
    )
    return tuple(grant for grant in kept if grant.privileges)


def grant_on_table(draw: st.DrawFn, state: State) -> State | None:
    """Privileges of a role on a table, in place of those that it had."""
    table = pick_any(draw, tables(state))
    if table is None:
        return None
    role = pick(draw, (*ROLES, "public"))
    grant = Grant(role=role, privileges=tuple(sorted(some(draw, _ON_TABLES, 3))))
    return with_tables(state, replace(table, grants=_canonical((*_without(table.grants, role, is_whole=True), grant))))


def grant_on_columns(draw: st.DrawFn, state: State) -> State | None:
    """Privileges of a role on some columns, in place of those that it had."""
    table = pick_any(draw, tables(state))
    if table is None:
        return None
    role = pick(draw, ROLES)
    columns = tuple(sorted(some(draw, [column.name for column in table.columns], 2)))
    grant = Grant(role=role, privileges=tuple(sorted(some(draw, _ON_COLUMNS, 2))), columns=columns)
    return with_tables(state, replace(table, grants=_canonical((*_without(table.grants, role, is_whole=False), grant))))


def revoke_on_table(draw: st.DrawFn, state: State) -> State | None:
    """A role's privileges on a table or its columns less."""
    table, grant = pick_of(draw, state, lambda value: value.grants)
    if table is None:
        return None
    return with_tables(state, replace(table, grants=tuple(value for value in table.grants if value is not grant)))


def grant_on_view(draw: st.DrawFn, state: State) -> State | None:
    """SELECT on a view for a role that could not read it, or no longer."""
    view = pick_any(draw, state.physical.views)
    if view is None:
        return None
    role = pick(draw, ROLES)
    others = tuple(value for value in view.grants if value.role != role)
    grants = others if len(others) < len(view.grants) else (*others, Grant(role=role, privileges=("SELECT",)))
    changed = replace(view, grants=tuple(sorted(grants, key=lambda value: value.role)))
    return with_physical(state, views=tuple(changed if value is view else value for value in state.physical.views))


def grant_on_namespace(draw: st.DrawFn, state: State) -> State | None:
    """USAGE of a schema for a role that could not use it, or no longer; everybody can use `public`."""
    namespace = pick_any(draw, [value for value in state.physical.namespaces if value.name != "public"])
    if namespace is None:
        return None
    role = pick(draw, ROLES)
    others = tuple(value for value in namespace.grants if value.role != role)
    had = len(others) < len(namespace.grants)
    grants = others if had else (*others, Grant(role=role, privileges=("USAGE",)))
    changed = replace(namespace, grants=tuple(sorted(grants, key=lambda value: value.role)))
    return with_physical(
        state, namespaces=tuple(changed if value is namespace else value for value in state.physical.namespaces)
    )
