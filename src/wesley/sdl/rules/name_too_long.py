"""A name is longer than PostgreSQL keeps."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.problems.problem import Code, Problem
from wesley.sdl.elements import named_elements
from wesley.sdl.names import NAME_BYTES
from wesley.sdl.rule import Rule, Subject


def check(subject: Subject) -> Iterator[Problem]:
    """Every name of the physical schema is measured in bytes of UTF-8."""
    for element in named_elements(subject.schema):
        size = len(element.name.encode())
        if size > NAME_BYTES:
            yield Problem(
                code=NAME_TOO_LONG.code,
                message=f"the name of this {element.kind} has {size} bytes, PostgreSQL keeps {NAME_BYTES}",
                origin=element.origin,
                help="give it a shorter name with `name:`",
            )


NAME_TOO_LONG = Rule(
    Code(
        code="E204",
        name="name-too-long",
        summary="A name of the database is longer than 63 bytes.",
        why="PostgreSQL cuts longer names without an error (manual, 4.1.1), and two names may become one. Names that "
        "Wesley derives itself are shortened with a hash; names that you write are yours to shorten.",
        bad='type User @table(name: "a_table_whose_name_goes_on_and_on_until_nobody_can_remember_how_it_began") {\n'
        "  id: ID! @primaryKey\n}",
        good='type User @table(name: "a_table") {\n  id: ID! @primaryKey\n}',
    ),
    check,
    of_tables=True,
)
