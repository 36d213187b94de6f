"""Policies that rely on what users write."""

from __future__ import annotations

import pytest

from tests.sdl.harness import warnings_of


def note(name: str) -> str:
    condition = f"author = (SELECT auth.jwt() -> '{name}' ->> 'name')"
    return f'type Note @table @rls(select: "{condition}") {{ id: ID! @primaryKey author: String! }}'


@pytest.mark.parametrize("name", ["user_metadata", "raw_user_meta_data"])
def test_what_users_can_change(name: str) -> None:
    [problem] = warnings_of(note(name), "W505")
    assert problem.message == f"the policy `notes_select` relies on `{name}`, which users can change"


def test_what_only_the_server_writes() -> None:
    assert not warnings_of(note("app_metadata"), "W505")
