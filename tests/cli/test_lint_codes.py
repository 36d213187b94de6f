"""A selection of rules names rules that exist."""

from __future__ import annotations

import pytest

from wesley.cli.lint_codes import refuse_unknown_codes
from wesley.config.decode import Configuration, decode
from wesley.problems.problem import UsageError


def configuration(text: str) -> Configuration:
    """The configuration of a text."""
    found = decode(text, "wesley.toml")
    assert found is not None
    return found


def test_codes_and_beginnings_of_codes_are_fine() -> None:
    refuse_unknown_codes(configuration(""))
    refuse_unknown_codes(configuration("[lint]\nselect = ['W']\nignore = ['W1', 'W101']"))


def test_others_are_shown_where_they_stand() -> None:
    with pytest.raises(UsageError) as caught:
        refuse_unknown_codes(configuration("[lint]\nselect = ['W1', 'X']\nignore = ['W1011']"))
    assert [problem.origin.place()[1:] for problem in caught.value.problems] == [(2, 17), (3, 11)]
    assert caught.value.problems[1].help.startswith("did you mean `W101")
