"""Rules of `[postgres] ignore`: a kind and a pattern, or a pattern alone."""

from __future__ import annotations

import pytest

from tests.config.test_decode import problems, settings
from wesley.config.ignore_rules import KINDS, IgnoreRule, parsed


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("audit.*", IgnoreRule(None, "audit.*")),
        ("table *.legacy_*", IgnoreRule("table", "*.legacy_*")),
        ("unique constraint users.*", IgnoreRule("unique constraint", "users.*")),
    ],
)
def test_a_rule_is_a_pattern_behind_a_kind_or_alone(text: str, rule: IgnoreRule) -> None:
    assert parsed(text) == rule
    assert settings(f'[postgres]\nignore = ["{text}"]').postgres.ignore == (text,)


def test_a_kind_that_there_is_not_is_an_error_with_a_proposal() -> None:
    (problem,) = problems('[postgres]\nignore = ["tabel users.*"]')
    assert (problem.code.code, problem.help) == ("CFG004", "did you mean `table`?")
    assert "`tabel`" in problem.message
    assert problem.origin.line == 2


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "is no rule"),
        (" ", "is no rule"),
        ("table ", "names a kind and no pattern: `table`"),
        ("unique constraint", "names a kind and no pattern: `unique constraint`"),
        ("[x", "has a `[` that is not closed: `[x`"),
        ("table a[!]", "has a `[` that is not closed: `a[!]`"),
        ("[z-a]*", "has a set that no character is in: `[z-a]*`"),
        ("public..users", "has an empty name between dots: `public..users`"),
        (".users", "has an empty name between dots: `.users`"),
    ],
)
def test_what_can_fit_nothing_is_an_error_with_its_place(text: str, told: str) -> None:
    (problem,) = problems(f'[postgres]\nignore = ["audit.*", "{text}"]')
    assert problem.code.code == "CFG004"
    assert problem.message == f"an element of `postgres.ignore` {told}"
    assert (problem.origin.line, problem.origin.column) == (2, 22)
    assert problem.help


@pytest.mark.parametrize("text", ["users_[ab]", "x[]]", "x[!]a]", "a[[]1[]]", "public.comment", "*"])
def test_what_fits_something_is_a_rule(text: str) -> None:
    assert settings(f'[postgres]\nignore = ["{text}"]').postgres.ignore == (text,)


def test_every_word_that_drift_has_for_an_object_can_be_named() -> None:
    from wesley.drift.adopt.elements import ALL

    assert set(ALL) <= set(KINDS)
