"""The linter: habits that a schema does better without. Every finding is a warning."""

from __future__ import annotations

from wesley.problems.problem import Problem
from wesley.sdl.lint.alias_spelling import ALIAS_SPELLING
from wesley.sdl.lint.discouraged_type import DISCOURAGED_TYPE
from wesley.sdl.lint.field_name_style import FIELD_NAME_STYLE
from wesley.sdl.lint.missing_description import MISSING_DESCRIPTION
from wesley.sdl.lint.missing_primary_key import MISSING_PRIMARY_KEY
from wesley.sdl.lint.reserved_word import RESERVED_WORD
from wesley.sdl.lint.type_name_case import TYPE_NAME_CASE
from wesley.sdl.rule import Rule, Subject

ALL: tuple[Rule, ...] = (
    TYPE_NAME_CASE,
    FIELD_NAME_STYLE,
    MISSING_DESCRIPTION,
    ALIAS_SPELLING,
    RESERVED_WORD,
    MISSING_PRIMARY_KEY,
    DISCOURAGED_TYPE,
)
"""The rules, one a file, in the order of their codes."""


def run(subject: Subject) -> list[Problem]:
    """Run the selected rules.

    Args:
        subject: a schema without errors.
    """
    return [problem for rule in ALL if rule.check is not None for problem in rule.check(subject)]
