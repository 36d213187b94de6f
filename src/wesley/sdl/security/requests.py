"""What directives ask of a table's row-level security and privileges, before policies and grants are made of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from msgspec import Struct

from wesley.ir.expression import Expression
from wesley.ir.origin import NOWHERE, Origin
from wesley.ir.policy import PolicyCommand

COMMANDS = (PolicyCommand.SELECT, PolicyCommand.INSERT, PolicyCommand.UPDATE, PolicyCommand.DELETE)
"""The commands that a policy can be for, ALL aside."""


class Part(Struct, frozen=True, kw_only=True):
    """What one directive says of one command: a part of a policy, or the whole of it.

    Args:
        command: one of COMMANDS, never ALL.
        roles: whom it is for.
        using: rows that can be seen or touched; None for INSERT.
        check: rows that can be written; None for SELECT and DELETE.
        label: what its policy is called after its table when it is for every command.
        name: the name that the user gave.
        origin: where it was written.
    """

    command: PolicyCommand
    roles: tuple[str, ...]
    using: Expression | None
    check: Expression | None
    label: str
    name: str | None = None
    origin: Origin


class Request(Struct, frozen=True, kw_only=True):
    """One role of one `@grant`; `column` is a database name, None for the whole table or view."""

    role: str
    privileges: tuple[str, ...]
    column: str | None = None
    origin: Origin


@dataclass(slots=True)
class Security:
    """What was asked so far.

    Args:
        later: what directives have to say once the types of all columns are final, in the order of the directives.
        used: True once a directive asks for row-level security.
        disabled: where it was said to stay off, if it was.
        force: FORCE ROW LEVEL SECURITY, and where that was said.
        allow: parts that permit; those for one command and role become one policy.
        limits: parts that restrict, a tuple for each directive.
        filters: parts that restrict when something permits, and permit when nothing does (soft deletion).
        tenant: the tenant's condition; None without `@tenant`.
        tenant_origin: where `@tenant` stands; known without `tenant` when its use is wrong.
        owner: field of the column that `@owner` names.
        requests: what `@grant` asks for.
    """

    later: list[Callable[[], None]] = field(default_factory=list)
    used: bool = False
    disabled: Origin | None = None
    force: tuple[bool, Origin] | None = None
    allow: list[Part] = field(default_factory=list)
    limits: list[tuple[Part, ...]] = field(default_factory=list)
    filters: list[Part] = field(default_factory=list)
    tenant: Expression | None = None
    tenant_origin: Origin = NOWHERE
    owner: str | None = None
    requests: list[Request] = field(default_factory=list)
