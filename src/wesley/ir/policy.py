"""A row-level security policy."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from wesley.ir.expression import Expression
from wesley.ir.origin import NOWHERE, Origin


class PolicyCommand(StrEnum):
    """The command that a policy applies to (CREATE POLICY, `FOR`)."""

    ALL = "ALL"
    SELECT = "SELECT"
    INSERT = "INSERT"
    UPDATE = "UPDATE"
    DELETE = "DELETE"


class Policy(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """CREATE POLICY.

    Args:
        name: policy name, unique in its table.
        permissive: True for PERMISSIVE (combined with OR), False for RESTRICTIVE (combined with AND).
        command: what it applies to.
        roles: role names, sorted; `public` for every role.
        using: rows that can be seen or touched; None for INSERT.
        check: rows that can be written; None for SELECT and DELETE.
        origin: where it was written.
    """

    name: str
    permissive: bool = True
    command: PolicyCommand = PolicyCommand.ALL
    roles: tuple[str, ...]
    using: Expression | None = None
    check: Expression | None = None
    origin: Origin = NOWHERE
