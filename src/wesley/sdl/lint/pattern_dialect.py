"""A regular expression that only PostgreSQL checks."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.problems.problem import Code, Problem, Severity
from wesley.sdl.language.document import Value, ValueKind
from wesley.sdl.pattern.dialects import PatternError, read_pattern
from wesley.sdl.rule import Rule, Subject

_NAMES = ("pattern", "wes_pattern", "wesley_pattern")


def check(subject: Subject) -> Iterator[Problem]:
    """Look at every @pattern."""
    for value in _patterns(subject):
        try:
            outside = read_pattern(str(value.value)).outside
        except PatternError:
            continue
        if outside:
            yield Problem(
                code=PATTERN_DIALECT.code,
                message=f"only the database checks this pattern: {outside}",
                origin=value.origin,
                help="write it without that, or keep it and let applications learn of it from the database",
            )


def _patterns(subject: Subject) -> Iterator[Value]:
    for definition in subject.document.types:
        for field in definition.fields:
            for use in field.directives:
                if use.name in _NAMES:
                    yield from (one.value for one in use.arguments if one.value.kind is ValueKind.STRING)


PATTERN_DIALECT = Rule(
    Code(
        code="W108",
        name="pattern-dialect",
        summary="A regular expression means something else in JavaScript, or nothing.",
        why="PostgreSQL and JavaScript share a large part of their regular expressions. Outside of it a validator "
        "would accept what the database refuses, or refuse what it accepts, so only the database checks the pattern.",
        bad='"A page."\ntype Page @table {\n  id: ID! @primaryKey\n'
        '  slug: String! @pattern(regex: "^[[:alpha:]]+$")\n}',
        good='"A page."\ntype Page @table {\n  id: ID! @primaryKey\n  slug: String! @pattern(regex: "^[a-z]+$")\n}',
        severity=Severity.WARNING,
    ),
    check,
)
