"""Policies and the switches of row-level security."""

from __future__ import annotations

from hypothesis import strategies as st
from msgspec.structs import replace

from tests.support.schemas.expressions import POLICIES, expression, templates
from tests.support.schemas.pick import maybe, other, pick, pick_any, some
from tests.support.schemas.state import ROLES, State, derived, pick_of, stored_columns, tables, type_of, with_tables
from wesley.ir.expression import Expression
from wesley.ir.policy import Policy, PolicyCommand
from wesley.ir.table import Table
from wesley.sql.expression import Context


def _condition(draw: st.DrawFn, state: State, table: Table) -> Expression:
    column = pick(draw, stored_columns(table))
    template = pick(draw, templates(POLICIES, type_of(state, column.type).family))
    return expression(template, Context.POLICY, *((column.name,) if "{0}" in template else ()))


def _roles(draw: st.DrawFn) -> tuple[str, ...]:
    return ("public",) if maybe(draw) else tuple(sorted(some(draw, ROLES, 2)))


def _for_command(policy: Policy, command: PolicyCommand, condition: Expression) -> Policy:
    """The policy for another command: INSERT has no USING, SELECT and DELETE have no WITH CHECK (CREATE POLICY)."""
    reads = command is not PolicyCommand.INSERT
    writes = command not in (PolicyCommand.SELECT, PolicyCommand.DELETE)
    return replace(
        policy,
        command=command,
        using=(policy.using or condition) if reads else None,
        check=(policy.check or condition) if writes else None,
    )


def add_policy(draw: st.DrawFn, state: State) -> State | None:
    """One more policy."""
    table = pick_any(draw, tables(state))
    if table is None:
        return None
    policy = Policy(
        name=derived(state, table.name, pick(draw, ("policy", "may read", "Owner"))),
        permissive=not maybe(draw),
        roles=_roles(draw),
    )
    policy = _for_command(policy, pick(draw, tuple(PolicyCommand)), _condition(draw, state, table))
    return with_tables(state, replace(table, policies=(*table.policies, policy), row_security=True))


def _with(state: State, table: Table, old: Policy, *new: Policy) -> State:
    kept = tuple(value for value in table.policies if value is not old)
    return with_tables(state, replace(table, policies=(*kept, *new)))


def drop_policy(draw: st.DrawFn, state: State) -> State | None:
    """One policy less."""
    table, policy = pick_of(draw, state, lambda value: value.policies)
    return None if table is None or policy is None else _with(state, table, policy)


def change_policy_command(draw: st.DrawFn, state: State) -> State | None:
    """The same policy for another command."""
    table, policy = pick_of(draw, state, lambda value: value.policies)
    if table is None or policy is None:
        return None
    command = other(draw, tuple(PolicyCommand), policy.command)
    return _with(state, table, policy, _for_command(policy, command, _condition(draw, state, table)))


def change_policy_expression(draw: st.DrawFn, state: State) -> State | None:
    """Another condition."""
    table, policy = pick_of(draw, state, lambda value: value.policies)
    if table is None or policy is None:
        return None
    name = pick(draw, stored_columns(table)).name
    options = [expression("true", Context.POLICY), expression("{0} IS NOT NULL", Context.POLICY, name)]
    if policy.using is not None:
        changed = replace(policy, using=other(draw, options, policy.using))
    else:
        changed = replace(policy, check=other(draw, options, policy.check or options[0]))
    return _with(state, table, policy, changed)


def change_policy_roles(draw: st.DrawFn, state: State) -> State | None:
    """The same policy for other roles."""
    table, policy = pick_of(draw, state, lambda value: value.policies)
    if table is None or policy is None:
        return None
    options = (("public",), *((role,) for role in ROLES), tuple(sorted(ROLES)))
    return _with(state, table, policy, replace(policy, roles=other(draw, options, policy.roles)))


def change_row_security(draw: st.DrawFn, state: State) -> State | None:
    """ENABLE or DISABLE, FORCE or NO FORCE."""
    table = pick_any(draw, tables(state))
    if table is None:
        return None
    if maybe(draw):
        return with_tables(state, replace(table, force_row_security=not table.force_row_security))
    return with_tables(state, replace(table, row_security=not table.row_security))
