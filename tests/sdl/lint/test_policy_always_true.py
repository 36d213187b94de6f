"""`true` is told of where it opens a table to the application."""

from __future__ import annotations

import pytest

from tests.sdl.harness import findings, warnings_of


def found(directives: str) -> list[tuple[str, int, int]]:
    sdl = f"type Note @table {directives} {{ id: ID! @primaryKey orgId: UUID! }}"
    return findings(tuple(warnings_of(sdl, "W502")))


@pytest.mark.parametrize(
    "directives",
    [
        '@rls(select: "true")',
        '@rls(using: "org_id IS NULL", check: "TRUE")',
        '@rls(delete: "(true)", roles: ["public"])',
        '@rls(preset: "admin-only", options: {roles: ["app_user"]})',
    ],
)
def test_open_tables(directives: str) -> None:
    assert found(directives) == [("W502", 1, 18)]


@pytest.mark.parametrize(
    "directives",
    [
        '@rls(preset: "public-read")',
        '@rls(select: "true", roles: ["public"])',
        '@rls(preset: "admin-only", options: {roles: ["admin"]})',
        '@tenant(column: "orgId") @rls(using: "true")',
        '@rls(select: "true") @rls(mode: RESTRICTIVE, select: "org_id IS NULL")',
    ],
)
def test_tables_that_are_open_on_purpose_or_limited(directives: str) -> None:
    assert found(directives) == []
