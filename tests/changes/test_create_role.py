"""A role is created where it is missing, and belongs to no schema."""

from __future__ import annotations

from tests.changes.small import table
from wesley.ir.access import Role
from wesley.ir.schema import Physical, Schema
from wesley.plan.make import make_plan


def test_before_all_else_and_without_login() -> None:
    old, new = Schema(), Schema(physical=Physical(tables=(table(),)), roles=(Role(name="app"),))
    first = make_plan(old, new, server=15).steps()[0]
    assert first.title == "Create role app where it is missing"
    assert "CREATE ROLE app NOLOGIN" in first.statement.sql
