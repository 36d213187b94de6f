"""Types are written in PascalCase."""

from __future__ import annotations

import pytest

from tests.sdl.harness import warnings_of


@pytest.mark.parametrize("name", ["user", "app_user", "User_2"])
def test_other_cases_are_named(name: str) -> None:
    (problem,) = warnings_of(f"type {name} @table {{ id: ID! @primaryKey }}", "W101")
    assert problem.help == f"call it `{''.join(part.capitalize() for part in name.split('_'))}`"


@pytest.mark.parametrize("name", ["User", "AppUser", "URL2"])
def test_pascal_case_is_silent(name: str) -> None:
    assert not warnings_of(f"type {name} @table {{ id: ID! @primaryKey }}", "W101")
