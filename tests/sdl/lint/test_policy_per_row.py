"""Settings that a policy reads row by row."""

from __future__ import annotations

import pytest

from tests.sdl.harness import findings, warnings_of


def note(condition: str) -> str:
    return f'type Note @table @rls(select: "{condition}") {{ id: ID! @primaryKey author: String! }}'


def test_a_setting_outside_of_a_sub_select() -> None:
    [problem] = warnings_of(note("author = current_setting('app.user_id')"), "W504")
    assert problem.message == "the policy `notes_select` evaluates `current_setting` again for every row"
    assert findings((problem,)) == [("W504", 1, 31)]


@pytest.mark.parametrize("condition", ["author = (SELECT current_setting('app.user_id'))", "author = 'x'"])
def test_what_is_evaluated_once(condition: str) -> None:
    assert not warnings_of(note(condition), "W504")
