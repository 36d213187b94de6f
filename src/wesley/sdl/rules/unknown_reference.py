"""Something is named that does not exist."""

from __future__ import annotations

from wesley.problems.problem import Code
from wesley.sdl.rule import Rule

UNKNOWN_REFERENCE = Rule(
    Code(
        code="E201",
        name="unknown-reference",
        summary="A type or field is named that does not exist, or that has no table or column.",
        why="Arguments name types and fields of the schema (not tables and columns of the database), so that each "
        "can be checked before anything reaches a server.",
        bad='type Post @table {\n  id: ID! @primaryKey\n  author: ID! @foreignKey(ref: "Usr.id")\n}\n\n'
        "type User @table {\n  id: ID! @primaryKey\n}",
        good='type Post @table {\n  id: ID! @primaryKey\n  author: ID! @foreignKey(ref: "User.id")\n}\n\n'
        "type User @table {\n  id: ID! @primaryKey\n}",
    )
)
