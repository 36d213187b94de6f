"""Rules of `[drift] ignore`: a kind and a pattern, or a pattern alone."""

from __future__ import annotations

import pytest

from tests.config.test_decode import problems, settings
from wesley.config.drift_rules import KINDS, IgnoreRule, parsed


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
    assert settings(f'[drift]\nignore = ["{text}"]').drift.ignore == (text,)


def test_a_kind_that_there_is_not_is_an_error_with_a_proposal() -> None:
    (problem,) = problems('[drift]\nignore = ["tabel users.*"]')
    assert (problem.code.code, problem.help) == ("CFG004", "did you mean `table`?")
    assert "`tabel`" in problem.message
    assert problem.origin.line == 2


@pytest.mark.parametrize("text", ["", " "])
def test_what_is_no_rule_is_an_error(text: str) -> None:
    (problem,) = problems(f'[drift]\nignore = ["{text}"]')
    assert problem.code.code == "CFG004"


def test_every_word_that_drift_has_for_an_object_can_be_named() -> None:
    from wesley.drift.adopt.elements import ALL

    assert set(ALL) <= set(KINDS)
