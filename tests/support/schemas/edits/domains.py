"""Domains and their checks."""

from __future__ import annotations

from hypothesis import strategies as st
from msgspec.structs import replace

from tests.support.schemas.edits.tables import namespace_names
from tests.support.schemas.expressions import expression
from tests.support.schemas.names import TYPES
from tests.support.schemas.pick import maybe, other, pick, pick_any
from tests.support.schemas.state import State, derived, new_name, with_physical
from wesley.ir.constraint import Check
from wesley.ir.domain import Domain
from wesley.ir.expression import Expression
from wesley.sql.expression import Context

# Conditions and defaults by base type; the rows of `rows.py` fulfil the conditions.
CHECKS = {"integer": ("VALUE > 0", "VALUE < 1000"), "text": ("VALUE <> ''", "length(VALUE) < 100")}
DEFAULTS = {"integer": ("1", "7"), "text": ("'x'", "'y'")}


def _check(draw: st.DrawFn, state: State, name: str, base: str) -> Check:
    condition = expression(pick(draw, CHECKS[base]), Context.CHECK)
    return Check(name=derived(state, name, "check"), expression=condition)


def _default(text: str) -> Expression:
    return expression(text, Context.DEFAULT)


def add_domain(draw: st.DrawFn, state: State) -> State | None:
    """One more domain."""
    name, base = new_name(draw, state, TYPES), pick(draw, tuple(CHECKS))
    domain = Domain(
        schema=pick(draw, namespace_names(state)),
        name=name,
        type=base,
        default=_default(pick(draw, DEFAULTS[base])) if maybe(draw) else None,
        collation="C" if base == "text" and maybe(draw) else None,
        checks=(_check(draw, state, name, base),) if maybe(draw) else (),
    )
    return with_physical(state, domains=(*state.physical.domains, domain))


def drop_domain(draw: st.DrawFn, state: State) -> State | None:
    """One domain less, and the columns of its type."""
    domain = pick_any(draw, state.physical.domains)
    if domain is None:
        return None
    return with_physical(state, domains=tuple(value for value in state.physical.domains if value is not domain))


def _with(state: State, old: Domain, new: Domain) -> State:
    return with_physical(state, domains=tuple(new if value is old else value for value in state.physical.domains))


def change_domain(draw: st.DrawFn, state: State) -> State | None:
    """Another default, or NOT NULL set or dropped."""
    domain = pick_any(draw, state.physical.domains)
    if domain is None:
        return None
    if maybe(draw):
        return _with(state, domain, replace(domain, nullable=not domain.nullable))
    options = (None, *map(_default, DEFAULTS[domain.type]))
    return _with(state, domain, replace(domain, default=other(draw, options, domain.default)))


def add_domain_check(draw: st.DrawFn, state: State) -> State | None:
    """One more condition."""
    domain = pick_any(draw, state.physical.domains)
    if domain is None:
        return None
    checks = (*domain.checks, _check(draw, state, domain.name, domain.type))
    return _with(state, domain, replace(domain, checks=tuple(sorted(checks, key=lambda value: value.name))))


def drop_domain_check(draw: st.DrawFn, state: State) -> State | None:
    """One condition less."""
    domain = pick_any(draw, [value for value in state.physical.domains if value.checks])
    if domain is None:
        return None
    gone = pick(draw, domain.checks)
    return _with(state, domain, replace(domain, checks=tuple(value for value in domain.checks if value is not gone)))
