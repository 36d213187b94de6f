"""Roles that only the new schema names."""

from __future__ import annotations

from wesley.ir.access import Role
from wesley.ir.schema import Schema
from wesley.plan.roles import missing_roles


def test_those_that_are_known_are_left_out() -> None:
    old, new = Schema(roles=(Role(name="a"), Role(name="c"))), Schema(roles=(Role(name="b"), Role(name="a")))
    assert [change.role.name for change in missing_roles(old, new)] == ["b"]
