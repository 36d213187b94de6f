"""The linter: habits that a schema does better without. Every finding is a warning."""

from __future__ import annotations

from wesley.problems.problem import Problem
from wesley.sdl.rule import Rule, Subject

ALL: tuple[Rule, ...] = ()
"""The rules, one a file, in the order of their codes."""


def run(subject: Subject) -> list[Problem]:
    """Run the selected rules.

    Args:
        subject: a schema without errors.
    """
    return [problem for rule in ALL if rule.check is not None for problem in rule.check(subject)]
