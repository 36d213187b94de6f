"""Policies from the parts that directives asked for: one permissive policy for each command and role."""

from __future__ import annotations

from msgspec import Struct

from wesley.ir.expression import Expression
from wesley.ir.origin import Origin
from wesley.ir.policy import Policy, PolicyCommand
from wesley.problems.problem import Related
from wesley.sdl.draft import Draft, TableDraft
from wesley.sdl.policy_names import named
from wesley.sdl.role_names import PUBLIC
from wesley.sdl.rules.row_security_conflict import ROW_SECURITY_CONFLICT
from wesley.sdl.security import COMMANDS, Part
from wesley.sql.expression import Context, parse_expression


class Cell(Struct, frozen=True, kw_only=True):
    """A policy without its name.

    Args:
        command: what it applies to.
        roles: whom, sorted.
        using, check: its conditions.
        label: what it is called after its table when it is for every command; empty when its parts disagree.
        name: the user's name for it.
        origin: where its first part was written.
    """

    command: PolicyCommand
    roles: tuple[str, ...]
    using: Expression | None
    check: Expression | None
    label: str
    name: str | None
    origin: Origin


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
    permissive = _cells(draft, allow)
    restrictive = [cell for limit in limits for cell in _cells(draft, limit)]
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
    return _folded({draft.settings.tenancy.role, *draft.settings.roles.grants, *requested})


def _every_role(draft: Draft, table: TableDraft, allow: list[Part], limits: list[tuple[Part, ...]]) -> tuple[str, ...]:
    """Whom the tenant's limit is for: also every role that another policy names, so that none of them widens it."""
    named_roles = {role for part in (*allow, *(part for limit in limits for part in limit)) for role in part.roles}
    return _folded({*_granted_roles(draft, table), *named_roles})


def _folded(roles: set[str]) -> tuple[str, ...]:
    return (PUBLIC,) if PUBLIC in roles else tuple(sorted(roles))


def _cells(draft: Draft, parts: list[Part] | tuple[Part, ...]) -> list[Cell]:
    """Policies of parts that are combined with OR: one for each command and role, then equal ones put together."""
    by_place: dict[tuple[str, PolicyCommand], list[Part]] = {}
    for part in parts:
        for role in part.roles:
            by_place.setdefault((role, part.command), []).append(part)
    everyone = {command: found for (role, command), found in by_place.items() if role == PUBLIC}
    cells: list[Cell] = []
    for role in dict.fromkeys(role for role, _ in by_place):
        own = [
            _merged(draft, role, command, by_place[role, command])
            for command in COMMANDS
            if (role, command) in by_place and not _is_covered(role, by_place[role, command], everyone.get(command, []))
        ]
        cells += _for_all(own)
    return _together(cells)


def _is_covered(role: str, parts: list[Part], everyone: list[Part]) -> bool:
    """True when what is said for every role lets this role do as much already."""
    if role == PUBLIC:
        return False
    conditions = {_conditions(part) for part in everyone}
    return bool(conditions) and ({_conditions(part) for part in parts} <= conditions or ("true", "") in conditions)


def _conditions(part: Part | Cell) -> tuple[str, str]:
    return (part.using.sql if part.using else "", part.check.sql if part.check else "")


def _merged(draft: Draft, role: str, command: PolicyCommand, parts: list[Part]) -> Cell:
    names = {part.name: part for part in parts if part.name is not None}
    if len(names) > 1:
        first, second = list(names.values())[:2]
        message = f"`{first.name}` and `{second.name}` are one policy: both are for {command} and `{role}`"
        related = (Related("the other name", first.origin),)
        draft.report(ROW_SECURITY_CONFLICT.code, message, second.origin, "name only one of the two", related)
    labels = {part.label for part in parts}
    return Cell(
        command=command,
        roles=(role,),
        using=_either([part.using for part in parts]),
        check=_either([part.check for part in parts]),
        label=labels.pop() if len(labels) == 1 else "",
        name=next(iter(names), None),
        origin=parts[0].origin,
    )


def _either(conditions: list[Expression | None]) -> Expression | None:
    """One condition that holds when any does."""
    distinct = {condition.sql: condition for condition in conditions if condition is not None}
    if len(distinct) < 2:
        return next(iter(distinct.values()), None)
    if "true" in distinct:
        return distinct["true"]
    text = " OR ".join(f"({sql})" for sql in distinct)
    first = next(iter(distinct.values()))
    return parse_expression(text, Context.POLICY, first.origin)


def _for_all(cells: list[Cell]) -> list[Cell]:
    """The four policies of one role as one FOR ALL where they say the same."""
    if len(cells) < len(COMMANDS):
        return cells
    select, insert, update, delete = cells
    rows = {cell.using.sql for cell in (select, update, delete) if cell.using is not None}
    written = {cell.check.sql for cell in (insert, update) if cell.check is not None}
    alike = {(cell.label, cell.name) for cell in cells}
    if len(rows) > 1 or len(written) > 1 or len({name for _, name in alike}) > 1:
        return cells
    label = select.label if len(alike) == 1 else ""
    everything = PolicyCommand.ALL
    return [
        Cell(
            command=everything,
            roles=select.roles,
            using=select.using,
            check=insert.check,
            label=label,
            name=select.name,
            origin=select.origin,
        )
    ]


def _together(cells: list[Cell]) -> list[Cell]:
    """Cells that differ only in their role, as one."""
    found: dict[tuple[PolicyCommand, tuple[str, str], str | None], Cell] = {}
    for cell in cells:
        key = (cell.command, _conditions(cell), cell.name)
        earlier = found.get(key)
        roles = tuple(sorted({*(earlier.roles if earlier else ()), *cell.roles}))
        leading = earlier or cell
        found[key] = Cell(
            command=cell.command,
            roles=roles,
            using=leading.using,
            check=leading.check,
            label=leading.label,
            name=leading.name,
            origin=leading.origin,
        )
    return list(found.values())
