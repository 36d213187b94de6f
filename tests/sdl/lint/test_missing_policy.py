"""Tables that row-level security closes to everybody."""

from __future__ import annotations

import pytest

from tests.sdl.harness import findings, warnings_of


@pytest.mark.parametrize("directives", ["@rls", '@rls(preset: "deny")', '@rls(mode: RESTRICTIVE, using: "id IS NULL")'])
def test_nothing_is_permitted(directives: str) -> None:
    [problem] = warnings_of(f"type Note @table {directives} {{ id: ID! @primaryKey }}", "W508")
    assert problem.message == "no policy permits anything: nobody but a superuser sees a row of `notes`"
    assert findings((problem,)) == [("W508", 1, 6)]


@pytest.mark.parametrize("directives", ["", "@rls(enabled: false)", '@rls(insert: "true")'])
def test_something_is(directives: str) -> None:
    assert not warnings_of(f"type Note @table {directives} {{ id: ID! @primaryKey }}", "W508")
