"""The rules of `[postgres] ignore`: what somebody else manages in a database is no drift, and no plan touches it."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import translate

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
"""The words that drift and plans have for what they compare."""


_FORM = "a rule is a pattern, such as `audit.*`, or a kind and a pattern: `table *.legacy_*`"
_NEVER = "(?!)"
"""What `fnmatch.translate` makes of a set that no character is in."""


class IgnoreRule(Struct, frozen=True):
    """A rule: a kind of object, or None for every kind, and a pattern for its full name."""

    kind: str | None
    pattern: str

    def __str__(self) -> str:
        return self.pattern if self.kind is None else f"{self.kind} {self.pattern}"


def parsed(text: str) -> IgnoreRule:
    """A rule as it was written: `[KIND ]PATTERN`. Kinds may be of two words; a pattern holds no blank."""
    kind, _, pattern = text.strip().rpartition(" ")
    return IgnoreRule(kind.strip() or None, pattern)


def check_ignored(rules: tuple[str, ...]) -> Iterator[Finding]:
    """Everything that is wrong with `[postgres] ignore`: rules that can fit nothing, by their form."""
    for number, text in enumerate(rules):
        wrong = _wrong(text)
        if wrong is not None:
            what, help_text = wrong
            yield Finding(
                WRONG_VALUE, ("postgres", "ignore", number), f"an element of `postgres.ignore` {what}", help_text
            )


def _wrong(text: str) -> tuple[str, str] | None:
    """What is wrong with a rule, and what to write; None for nothing."""
    rule = parsed(text)
    if not rule.pattern or not text.isprintable():
        return "is no rule", _FORM
    if text.strip() in KINDS:
        return f"names a kind and no pattern: `{text.strip()}`", f"write `{text.strip()} *` for all of them; {_FORM}"
    if rule.kind is not None and rule.kind not in KINDS:
        help_text = did_you_mean(rule.kind, KINDS) or f"kinds are: {', '.join(KINDS)}"
        return f"names a kind of object that there is not: `{rule.kind}`", help_text
    return _wrong_pattern(rule.pattern)


def _wrong_pattern(pattern: str) -> tuple[str, str] | None:
    if "" in pattern.split("."):
        return f"has an empty name between dots: `{pattern}`", _FORM
    if _has_open_set(pattern):
        help_text = "`[ab]` is one of these characters, and `[[]` the bracket itself"
        return f"has a `[` that is not closed: `{pattern}`", help_text
    if _NEVER in translate(pattern):
        return f"has a set that no character is in: `{pattern}`", "write the first character before the last: `[a-z]`"
    return None


def _has_open_set(pattern: str) -> bool:
    """True for a `[` without its `]`; one that comes first, also behind `!`, is a character of the set."""
    at = pattern.find("[")
    while at >= 0:
        first = at + 2 if pattern[at + 1 : at + 2] == "!" else at + 1
        end = pattern.find("]", first + 1)
        if end < 0:
            return True
        at = pattern.find("[", end)
    return False
