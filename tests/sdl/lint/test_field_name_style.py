"""One style per schema: the configured one, or that of most fields."""

from __future__ import annotations

from tests.sdl.harness import warnings_of
from wesley.config.settings import Naming, Settings

SDL = "type A @table { id: ID! @primaryKey firstName: String lastName: String birth_day: Date }"


def test_the_minority_is_named_with_its_name_in_the_style_of_the_rest() -> None:
    (problem,) = warnings_of(SDL, "W102")
    assert problem.message == "the field `birth_day` is not in camelCase, as most fields of this schema are"
    assert problem.help.startswith("call it `birthDay`")


def test_a_configured_style() -> None:
    found = warnings_of(SDL, "W102", Settings(naming=Naming(fields="snake_case")))
    assert [problem.help.split("`")[1] for problem in found] == ["first_name", "last_name"]


def test_the_founding_style_of_mixed_words_is_one_style() -> None:
    assert not warnings_of(
        "type A @table { id: ID! @primaryKey org_id: ID created_at: DateTime email: String }", "W102"
    )
