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


@pytest.mark.parametrize("entry", ["E402", "E4", "E", "CLI001", "CFG"])
def test_an_error_cannot_be_ignored(entry: str) -> None:
    with pytest.raises(UsageError) as caught:
        refuse_unknown_codes(configuration(f"[lint]\nignore = ['W1', '{entry}']"))
    (problem,) = caught.value.problems
    assert problem.code.code == "CFG004"
    assert problem.message == (
        f"an element of `lint.ignore` is no code of a warning: '{entry}'; errors cannot be ignored"
    )
    assert problem.help == "remove it; `wesley explain W` lists the codes of warnings"
    assert problem.origin.place()[1:] == (2, 17)


def test_an_error_need_not_be_selected() -> None:
    with pytest.raises(UsageError) as caught:
        refuse_unknown_codes(configuration("[lint]\nselect = ['W', 'E402']"))
    (problem,) = caught.value.problems
    assert problem.message.endswith("'E402'; errors are always reported")
    assert problem.origin.place()[1:] == (2, 16)


def test_only_a_warning_is_proposed() -> None:
    with pytest.raises(UsageError) as caught:
        refuse_unknown_codes(configuration("[lint]\nignore = ['E999']"))
    (problem,) = caught.value.problems
    assert problem.code.code == "CLI012"
    assert "E" not in problem.help.removeprefix("`wesley explain W`")
