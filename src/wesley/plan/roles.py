"""The roles that a plan needs."""

from __future__ import annotations

from wesley.changes.create_role import CreateRole
from wesley.ir.schema import Schema


def missing_roles(old: Schema, new: Schema) -> tuple[CreateRole, ...]:
    """A change for each role that only the new schema names; they come before all others."""
    known = {role.name for role in old.roles}
    return tuple(
        CreateRole(role=role) for role in sorted(new.roles, key=lambda role: role.name) if role.name not in known
    )
