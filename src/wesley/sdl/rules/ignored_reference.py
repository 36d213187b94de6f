"""Something is spoken of that `@ignore` leaves out."""

from __future__ import annotations

from wesley.problems.problem import Code
from wesley.sdl.rule import Rule

IGNORED_REFERENCE = Rule(
    Code(
        code="E210",
        name="ignored-reference",
        summary="Something is spoken of that @ignore leaves out.",
        why="What is ignored is in no output, so whatever leads to it would lead nowhere.",
        bad="type User @table {\n  id: ID! @primaryKey\n}\n\n"
        "type Query {\n  avatar: Image\n}\n\ntype Image @ignore {\n  url: String!\n}",
        good="type User @table {\n  id: ID! @primaryKey\n}\n\n"
        "type Query {\n  avatar: Image @ignore\n}\n\ntype Image @ignore {\n  url: String!\n}",
    )
)
