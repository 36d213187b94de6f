"""The rules of `[drift] ignore`: an object that somebody else manages is not drift."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from wesley.config.codes import WRONG_VALUE
from wesley.config.finding import Finding
from wesley.problems.suggest import did_you_mean

KINDS = (
    "schema",
    "extension",
    "enum",
    "enum value",
    "domain",
    "sequence",
    "table",
    "column",
    "primary key",
    "unique constraint",
    "check constraint",
    "foreign key",
    "exclusion constraint",
    "index",
    "policy",
    "trigger",
    "row security",
    "persistence",
    "partitioning",
    "rows",
    "storage parameters",
    "privilege",
    "comment",
    "view",
    "materialized view",
    "function",
)
"""The words that `wesley drift` has for what it compares."""


class IgnoreRule(Struct, frozen=True):
    """A rule: a kind of object, or None for every kind, and a pattern for its full name."""

    kind: str | None
    pattern: str


def parsed(text: str) -> IgnoreRule:
    """A rule as it was written: `[KIND ]PATTERN`. Kinds may be of two words; a pattern holds no blank."""
    kind, _, pattern = text.strip().rpartition(" ")
    return IgnoreRule(kind.strip() or None, pattern)


def check_ignored(rules: tuple[str, ...]) -> Iterator[Finding]:
    """Everything that is wrong with `[drift] ignore`."""
    for number, text in enumerate(rules):
        path = ("drift", "ignore", number)
        rule = parsed(text)
        if not rule.pattern or not text.isprintable():
            help_text = "write a pattern, such as `audit.*`, after a kind or alone: `table *.legacy_*`"
            yield Finding(WRONG_VALUE, path, "an element of `drift.ignore` is no rule", help_text)
        elif rule.kind is not None and rule.kind not in KINDS:
            help_text = did_you_mean(rule.kind, KINDS) or f"kinds are: {', '.join(KINDS)}"
            message = f"an element of `drift.ignore` names a kind of object that there is not: `{rule.kind}`"
            yield Finding(WRONG_VALUE, path, message, help_text)
