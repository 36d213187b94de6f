"""Rows that may be changed and cannot be found."""

from __future__ import annotations

import pytest

from tests.sdl.harness import findings, warnings_of


def found(directives: str) -> list[str]:
    sdl = f"type Note @table {directives} {{ id: ID! @primaryKey }}"
    return [problem.message for problem in warnings_of(sdl, "W509")]


def test_updating_without_reading() -> None:
    sdl = 'type Note @table @rls(update: "id IS NULL", delete: "id IS NULL") { id: ID! @primaryKey }'
    [problem] = warnings_of(sdl, "W509")
    assert problem.message == "app_user may DELETE rows of `notes`, and no policy lets that role SELECT any"
    assert findings((problem,)) == [("W509", 1, 18)]


def test_each_role_is_told_of_once() -> None:
    assert len(found('@rls(select: "true", roles: ["a"]) @rls(update: "true", roles: ["a", "b"])')) == 1


@pytest.mark.parametrize(
    "directives",
    [
        '@rls(insert: "true")',
        '@rls(using: "id IS NULL")',
        '@rls(preset: "public-read") @rls(update: "id IS NULL")',
        '@rls(select: "id IS NULL", update: "id IS NULL")',
    ],
)
def test_what_can_be_read(directives: str) -> None:
    assert found(directives) == []
