"""Names of policies: the user's, or the table's and what the policy is for."""

from __future__ import annotations

from collections import Counter

from wesley.ir.policy import Policy, PolicyCommand
from wesley.sdl.names import default_name, free_name
from wesley.sdl.security.policy_cells import Cell


def named(table: str, permissive: list[Cell], restrictive: list[Cell], main_role: str) -> list[Policy]:
    """The policies of a table with their names: `notes_tenant`, `notes_select`, `notes_delete_deny`.

    A name of the user that several policies share is completed with the command of each. Where two policies are for
    one command, that of the application's role keeps the short name.

    Args:
        table: name of the table.
        permissive, restrictive: the policies without names.
        main_role: the role of the application.
    """
    cells = sorted(permissive, key=lambda cell: main_role not in cell.roles) + restrictive
    shared = Counter(cell.name for cell in cells if cell.name is not None)
    taken = {cell.name for cell in cells if cell.name is not None and shared[cell.name] == 1}
    kinds = [True] * len(permissive) + [False] * len(restrictive)
    found: list[Policy] = []
    for cell, is_permissive in zip(cells, kinds, strict=True):
        name = cell.name if cell.name is not None and shared[cell.name] == 1 else None
        if name is None:
            name = free_name(_wanted(table, cell, taken, permissive=is_permissive), taken)
            taken.add(name)
        found.append(_policy(cell, name, permissive=is_permissive))
    return found


def _wanted(table: str, cell: Cell, taken: set[str], *, permissive: bool) -> str:
    """The name that a policy asks for; with its roles where that is taken."""
    words = _words(table, cell, permissive=permissive)
    name = default_name(*words[:-1], suffix=words[-1])
    return default_name(*words, *cell.roles[:-1], suffix=cell.roles[-1]) if name in taken else name


def _words(table: str, cell: Cell, *, permissive: bool) -> tuple[str, ...]:
    every = cell.command is PolicyCommand.ALL
    command = cell.command.lower()
    if cell.name is not None:
        return (cell.name, command)
    if permissive:
        return (table, cell.label or "all") if every else (table, command)
    label = cell.label or "restrictive"
    return (table, label) if every else (table, command, label)


def _policy(cell: Cell, name: str, *, permissive: bool) -> Policy:
    return Policy(
        name=name,
        permissive=permissive,
        command=cell.command,
        roles=cell.roles,
        using=cell.using,
        check=cell.check,
        origin=cell.origin,
    )
