"""What is linted: the configuration chooses rules, `@lint` takes findings back where it stands."""

from __future__ import annotations

import pytest

from tests.sdl.harness import problems_of
from wesley.config.settings import Lint, Settings

USER = """\
"A user."
type User @table @tenant(column: "orgId") {} {{
  id: ID! @primaryKey
  orgId: UUID! @index
  email: String! @unique {}
  phone: String! @unique
}}
"""


def codes(sdl: str, lint: Lint = Lint()) -> list[tuple[str, int]]:  # noqa: B008 - frozen
    found = problems_of(sdl, Settings(lint=lint))
    return [(problem.code.code, problem.origin.line) for problem in found if problem.code.code in ("W506", "W103")]


def test_all_rules_run_by_default() -> None:
    assert codes(USER.format("", "")) == [("W506", 5), ("W506", 6)]


@pytest.mark.parametrize(
    ("lint", "is_found"),
    [
        (Lint(select=("W1",)), False),
        (Lint(select=("W1", "W506")), True),
        (Lint(select=("W5",)), True),
        (Lint(ignore=("W5",)), False),
        (Lint(select=("W5",), ignore=("W506",)), False),
    ],
)
def test_rules_by_the_beginnings_of_their_codes(lint: Lint, is_found: bool) -> None:
    assert bool(codes(USER.format("", ""), lint)) is is_found


def test_a_field_takes_back_what_is_found_on_it() -> None:
    sdl = USER.format("", '@lint(ignore: ["W506"], reason: "addresses are public here")')
    assert codes(sdl) == [("W506", 6)]


def test_a_type_takes_back_what_is_found_in_it() -> None:
    assert codes(USER.format('@lint(ignore: ["W5"], reason: "there is one tenant")', "")) == []


def test_another_code_stays() -> None:
    assert codes(USER.format('@lint(ignore: ["W1"], reason: "old names")', "")) == [("W506", 5), ("W506", 6)]


def test_another_type_stays() -> None:
    other = USER.format("", "").replace("User", "Other")
    sdl = USER.format('@lint(ignore: ["W506"], reason: "there is one tenant")', "") + other
    assert codes(sdl) == [("W506", 12), ("W506", 13)]


def test_an_extension_belongs_to_its_type() -> None:
    other = '"Another."\ntype Other @table { id: ID! @primaryKey }\n'
    extension = "extend type User { slug: String! @unique }\n"
    sdl = USER.format('@lint(ignore: ["W506"], reason: "there is one tenant")', "") + other + extension
    assert codes(sdl) == []
