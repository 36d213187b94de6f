"""One permissive policy for each command and role, from the parts that several directives asked for."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from wesley.ir.expression import Expression
from wesley.ir.origin import Origin
from wesley.ir.policy import PolicyCommand
from wesley.problems.problem import Related
from wesley.sdl.draft import Draft
from wesley.sdl.rules.row_security_conflict import ROW_SECURITY_CONFLICT
from wesley.sdl.rules.sql_syntax import SQL_SYNTAX
from wesley.sdl.security.requests import COMMANDS, Part
from wesley.sdl.security.role_names import PUBLIC
from wesley.sql.error import SqlError
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


def cells_of(draft: Draft, table: str, parts: Iterable[Part]) -> list[Cell]:
    """Policies of parts that are combined with OR: one for each command and role, then equal ones put together.

    Args:
        draft: where to report parts that contradict each other.
        table: name of the table, which may stand before a column.
        parts: all that permit, or all that one directive says to restrict.
    """
    by_place: dict[tuple[str, PolicyCommand], list[Part]] = {}
    for part in parts:
        for role in part.roles:
            by_place.setdefault((role, part.command), []).append(part)
    everyone = {command: found for (role, command), found in by_place.items() if role == PUBLIC}
    cells: list[Cell] = []
    for role in dict.fromkeys(role for role, _ in by_place):
        own = [
            _merged(draft, table, role, command, by_place[role, command])
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


def _merged(draft: Draft, table: str, role: str, command: PolicyCommand, parts: list[Part]) -> Cell:
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
        using=_either(draft, table, [part.using for part in parts]),
        check=_either(draft, table, [part.check for part in parts]),
        label=labels.pop() if len(labels) == 1 else "",
        name=next(iter(names), None),
        origin=parts[0].origin,
    )


def _either(draft: Draft, table: str, conditions: list[Expression | None]) -> Expression | None:
    """One condition that holds when any does."""
    distinct = {condition.sql: condition for condition in conditions if condition is not None}
    if len(distinct) < 2:
        return next(iter(distinct.values()), None)
    if "true" in distinct:
        return distinct["true"]
    first = next(iter(distinct.values()))
    try:
        text = " OR ".join(f"({sql})" for sql in distinct)
        return parse_expression(text, Context.POLICY, first.origin, table=table)
    except SqlError as error:
        help_text = "several @rls are for one command and role, and together too much; write a simpler condition"
        draft.report(SQL_SYNTAX.code, error.message, first.origin, help_text)
        return first


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
