"""A type or a field of it says nothing of what it is."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.problems.problem import Code, Problem, Severity
from wesley.sdl.columns.scalars import WELL_KNOWN
from wesley.sdl.rule import Rule, Subject


def check(subject: Subject) -> Iterator[Problem]:
    """Every type wants a description. Fields of a table may go without when the name says it all."""
    roots = {subject.document.query, subject.document.mutation, subject.document.subscription}
    for definition in subject.document.types:
        if definition.name in roots:
            for field in definition.fields:
                if not field.description:
                    message = f"the operation `{field.name}` has no description"
                    yield Problem(code=MISSING_DESCRIPTION.code, message=message, origin=field.origin, help=_HELP)
        elif not definition.description and definition.name not in WELL_KNOWN:
            message = f"the {definition.kind.value} `{definition.name}` has no description"
            yield Problem(code=MISSING_DESCRIPTION.code, message=message, origin=definition.origin, help=_HELP)


_HELP = 'write one above it: `"What it is, in a sentence."`'

MISSING_DESCRIPTION = Rule(
    Code(
        code="W103",
        name="missing-description",
        summary="A type or an operation has no description.",
        why="Descriptions become COMMENT ON in PostgreSQL and JSDoc in TypeScript: written once, read where people "
        "work.",
        bad="type User @table {\n  id: ID! @primaryKey\n}",
        good='"A person who can sign in."\ntype User @table {\n  id: ID! @primaryKey\n}',
        severity=Severity.WARNING,
    ),
    check,
)
