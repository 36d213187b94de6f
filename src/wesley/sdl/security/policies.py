"""Policies from what directives asked for: what permits, what limits, and the tenant beside both."""

from __future__ import annotations

from wesley.ir.expression import Expression
from wesley.ir.origin import Origin
from wesley.ir.policy import Policy, PolicyCommand
from wesley.problems.problem import Related
from wesley.sdl.draft import Draft, TableDraft
from wesley.sdl.rules.row_security_conflict import ROW_SECURITY_CONFLICT
from wesley.sdl.security.policy_cells import cells_of
from wesley.sdl.security.policy_names import named
from wesley.sdl.security.requests import COMMANDS, Part
from wesley.sdl.security.role_names import PUBLIC


def hear_directives(draft: Draft) -> None:
    """Let `@tenant`, `@owner` and `@rls` say what they have to say, in this order; the types of columns are final."""
    for table in draft.tables.values():
        for say in table.security.later:
            say()


def add_policies(draft: Draft) -> None:
    """Give each table its policies. Privileges follow from them, so they come first."""
    for table in draft.base_tables():
        security = table.security
        wanted = security.used or table.tenant is not None
        if security.disabled is not None and wanted:
            other = Related("row-level security is asked for here", _first_request(table))
            message = f"`{table.definition.name}` cannot have row-level security on and off"
            draft.report(ROW_SECURITY_CONFLICT.code, message, security.disabled, "keep one of the two", (other,))
        elif wanted and table.managed:
            table.row_security = True
            table.force_row_security = security.force is None or security.force[0]
            table.policies += _policies(draft, table)


def _first_request(table: TableDraft) -> Origin:
    if table.tenant is not None:
        return table.security.tenant_origin
    parts = [*table.security.allow, *(part for limit in table.security.limits for part in limit)]
    return parts[0].origin if parts else table.origin


def _policies(draft: Draft, table: TableDraft) -> list[Policy]:
    security = table.security
    allow, limits = list(security.allow), list(security.limits)
    if security.filters:
        if table.tenant is not None or any(part.command is PolicyCommand.SELECT for part in allow):
            limits.append(tuple(security.filters))
        else:
            allow += security.filters
    if security.tenant is not None:
        if not allow:
            allow = _tenant(table, security.tenant, _granted_roles(draft, table))
        elif not all(_is_just(security.tenant, part) for part in allow):
            limits.insert(0, tuple(_tenant(table, security.tenant, _every_role(draft, table, allow, limits))))
    permissive = cells_of(draft, table.name, allow)
    restrictive = [cell for limit in limits for cell in cells_of(draft, table.name, limit)]
    return named(table.name, permissive, restrictive, draft.settings.tenancy.role)


def _is_just(tenant: Expression, part: Part) -> bool:
    """True for a part that is the tenant's condition itself, which needs no further limit."""
    return all(condition is None or condition.sql == tenant.sql for condition in (part.using, part.check))


def _tenant(table: TableDraft, tenant: Expression, roles: tuple[str, ...]) -> list[Part]:
    origin = table.security.tenant_origin
    return [
        Part(
            command=command,
            roles=roles,
            using=None if command is PolicyCommand.INSERT else tenant,
            check=tenant if command in (PolicyCommand.INSERT, PolicyCommand.UPDATE) else None,
            label="tenant",
            origin=origin,
        )
        for command in COMMANDS
    ]


def _granted_roles(draft: Draft, table: TableDraft) -> tuple[str, ...]:
    """The application's role, and everybody else who has a privilege on the table: all see one tenant."""
    requested = {request.role for request in table.security.requests}
    configured = {role for role, privileges in draft.settings.roles.grants.items() if privileges}
    return _folded({draft.settings.tenancy.role, *configured, *requested})


def _every_role(draft: Draft, table: TableDraft, allow: list[Part], limits: list[tuple[Part, ...]]) -> tuple[str, ...]:
    """Whom the tenant's limit is for: also every role that another policy names, so that none of them widens it."""
    named_roles = {role for part in (*allow, *(part for limit in limits for part in limit)) for role in part.roles}
    return _folded({*_granted_roles(draft, table), *named_roles})


def _folded(roles: set[str]) -> tuple[str, ...]:
    return (PUBLIC,) if PUBLIC in roles else tuple(sorted(roles))
