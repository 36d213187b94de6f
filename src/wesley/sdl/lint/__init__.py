"""The linter: habits that a schema does better without. Every finding is a warning."""

from __future__ import annotations

from wesley.config.settings import Lint
from wesley.problems.problem import Problem
from wesley.sdl.lint.alias_spelling import ALIAS_SPELLING
from wesley.sdl.lint.definer_view import DEFINER_VIEW
from wesley.sdl.lint.discouraged_type import DISCOURAGED_TYPE
from wesley.sdl.lint.field_name_style import FIELD_NAME_STYLE
from wesley.sdl.lint.global_unique import GLOBAL_UNIQUE
from wesley.sdl.lint.materialized_secured import MATERIALIZED_SECURED
from wesley.sdl.lint.missing_description import MISSING_DESCRIPTION
from wesley.sdl.lint.missing_policy import MISSING_POLICY
from wesley.sdl.lint.missing_primary_key import MISSING_PRIMARY_KEY
from wesley.sdl.lint.pattern_dialect import PATTERN_DIALECT
from wesley.sdl.lint.policy_always_true import POLICY_ALWAYS_TRUE
from wesley.sdl.lint.policy_per_row import POLICY_PER_ROW
from wesley.sdl.lint.policy_row_function import POLICY_ROW_FUNCTION
from wesley.sdl.lint.reserved_word import RESERVED_WORD
from wesley.sdl.lint.tenant_index import TENANT_INDEX
from wesley.sdl.lint.type_name_case import TYPE_NAME_CASE
from wesley.sdl.lint.unreadable_rows import UNREADABLE_ROWS
from wesley.sdl.lint.user_metadata import USER_METADATA
from wesley.sdl.lint_hints import without_ignored
from wesley.sdl.rule import Rule, Subject

ALL: tuple[Rule, ...] = (
    TYPE_NAME_CASE,
    FIELD_NAME_STYLE,
    MISSING_DESCRIPTION,
    ALIAS_SPELLING,
    RESERVED_WORD,
    MISSING_PRIMARY_KEY,
    DISCOURAGED_TYPE,
    PATTERN_DIALECT,
    TENANT_INDEX,
    POLICY_ALWAYS_TRUE,
    POLICY_ROW_FUNCTION,
    POLICY_PER_ROW,
    USER_METADATA,
    GLOBAL_UNIQUE,
    MATERIALIZED_SECURED,
    MISSING_POLICY,
    UNREADABLE_ROWS,
    DEFINER_VIEW,
)
"""The rules, one a file, in the order of their codes."""


def run(subject: Subject) -> list[Problem]:
    """Run the rules that `[lint]` of the configuration selects; `@lint(ignore:)` takes single findings back.

    Args:
        subject: a schema without errors.
    """
    found = [
        problem
        for rule in ALL
        if rule.check is not None and is_selected(rule.code.code, subject.settings.lint)
        for problem in rule.check(subject)
    ]
    return without_ignored(subject, found)


def is_selected(code: str, settings: Lint) -> bool:
    """True for a code that `select` names (or that nothing does) and `ignore` does not, by their beginnings."""
    wanted = not settings.select or code.startswith(settings.select)
    return wanted and not code.startswith(settings.ignore)
