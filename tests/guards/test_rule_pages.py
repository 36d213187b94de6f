"""The page of a rule shows what the rule finds: its bad example, and nothing in its good one."""

from __future__ import annotations

import pytest

from tests.sdl.harness import problems_of
from wesley.problems.problem import Severity
from wesley.sdl import lint, rules
from wesley.sdl.rule import Rule

EVERY = (*rules.ALL, *lint.ALL)


@pytest.mark.parametrize("rule", EVERY, ids=lambda rule: rule.code.name)
def test_the_bad_example_is_found(rule: Rule) -> None:
    found = [problem.code.code for problem in problems_of(rule.code.bad)]
    wanted = [code for code in found if code == rule.code.code or code.startswith("E")]
    assert wanted
    assert set(wanted) == {rule.code.code}


@pytest.mark.parametrize("rule", EVERY, ids=lambda rule: rule.code.name)
def test_the_good_example_is_clean(rule: Rule) -> None:
    found = {problem.code.code for problem in problems_of(rule.code.good)}
    assert rule.code.code not in found
    assert not {code for code in found if code.startswith("E")}


def test_codes_and_names_are_used_once() -> None:
    assert len({rule.code.code for rule in EVERY}) == len(EVERY)
    assert len({rule.code.name for rule in EVERY}) == len(EVERY)


def test_rules_are_errors_and_lint_is_warnings() -> None:
    assert all(rule.code.severity is Severity.ERROR and rule.code.code[0] == "E" for rule in rules.ALL)
    assert all(rule.code.severity is Severity.WARNING and rule.code.code[0] == "W" for rule in lint.ALL)


def test_rules_stand_in_the_order_of_their_codes() -> None:
    for ordered in (rules.ALL, lint.ALL):
        assert [rule.code.code for rule in ordered] == sorted(rule.code.code for rule in ordered)
