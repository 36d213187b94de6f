"""A type is not written in PascalCase."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wesley.problems.problem import Code, Problem, Severity
from wesley.sdl.rule import Rule, Subject

_PASCAL_CASE = re.compile(r"[A-Z][A-Za-z0-9]*")


def check(subject: Subject) -> Iterator[Problem]:
    """Look at the name of every type, scalars included."""
    for definition in subject.document.types:
        if not _PASCAL_CASE.fullmatch(definition.name):
            message = f"the {definition.kind.value} `{definition.name}` is not in PascalCase"
            help_text = f"call it `{_pascal_case(definition.name)}`"
            yield Problem(code=TYPE_NAME_CASE.code, message=message, origin=definition.origin, help=help_text)


def _pascal_case(name: str) -> str:
    return "".join(part[:1].upper() + part[1:] for part in name.split("_") if part)


TYPE_NAME_CASE = Rule(
    Code(
        code="W101",
        name="type-name-case",
        summary="A type is not written in PascalCase.",
        why="Types are told from fields by their case, in the schema and in the code that is generated from it.",
        bad='"A person."\ntype app_user @table {\n  "Its key."\n  id: ID! @primaryKey\n}',
        good='"A person."\ntype AppUser @table {\n  "Its key."\n  id: ID! @primaryKey\n}',
        severity=Severity.WARNING,
    ),
    check,
)
