"""`wesley explain`: a page for each code."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from wesley.cli.codes import all_codes
from wesley.cli.commands.explain import page
from wesley.cli.terminal import plain

if TYPE_CHECKING:
    from tests.cli.running import Wesley

PAGE = """\
CFG003 wrong-type (error)

A value of the configuration has another type than its key wants.

Guessing what was meant (is the string '16' a number?) hides mistakes.

Not so:

    [postgres]
    version = "16"

But so:

    [postgres]
    version = 16
"""


def test_a_page(wesley: Wesley) -> None:
    for name in ("CFG003", "cfg003", "wrong-type"):
        result = wesley("explain", name)
        assert (result.status, result.out, result.err) == (0, PAGE, "")


def test_without_a_code_all_are_listed_and_with_a_beginning_those(wesley: Wesley) -> None:
    assert all(f"{code.code} " in wesley("explain").out for code in all_codes())
    listed = wesley("explain", "CFG").out.splitlines()
    assert [line.split()[0] for line in listed] == [f"CFG00{number}" for number in range(1, 7)]


def test_an_unknown_code_is_proposed(wesley: Wesley) -> None:
    result = wesley("explain", "wrong-typ")
    assert (result.status, result.out) == (2, "")
    assert result.err == "error[CLI012]: no code `wrong-typ`\n  = help: did you mean `wrong-type`?\n"
    assert "lists all codes" in wesley("explain", "0").err


@pytest.mark.parametrize("code", all_codes(), ids=lambda code: code.code)
def test_every_page_says_what_and_why(code: object) -> None:
    from wesley.problems.problem import Code

    assert isinstance(code, Code)
    assert code.summary.endswith(".")
    assert code.why
    assert all(len(line) <= 60 or " " not in line.strip() for line in page(code, 60, plain).splitlines()[2:4])
