"""A name is empty."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.problems.problem import Code, Problem
from wesley.sdl.elements import named_elements
from wesley.sdl.rule import Rule, Subject


def check(subject: Subject) -> Iterator[Problem]:
    """PostgreSQL has no empty identifiers (manual, 4.1.1)."""
    for element in named_elements(subject.schema):
        if not element.name:
            message = f"the name of this {element.kind} is empty"
            yield Problem(code=EMPTY_NAME.code, message=message, origin=element.origin)


EMPTY_NAME = Rule(
    Code(
        code="E205",
        name="empty-name",
        summary="A name is empty.",
        why="PostgreSQL has no empty identifiers (manual, 4.1.1).",
        bad='type User @table {\n  id: ID! @primaryKey\n  name: String! @column(name: "")\n}',
        good='type User @table {\n  id: ID! @primaryKey\n  name: String! @column(name: "full_name")\n}',
    ),
    check,
)
