"""A relation that promises an object where its key may be null."""

from __future__ import annotations

from wesley.problems.problem import Code
from wesley.sdl.rule import Rule

RELATION_NULLABILITY = Rule(
    Code(
        code="E217",
        name="relation-nullability",
        summary="A relation and its key do not agree on whether there is always an object.",
        why="Where the key is null there is no object, and a field with `!` that has none fails the whole answer "
        "(GraphQL specification, section 6.4.4).",
        bad="type User @table {\n  id: ID! @primaryKey\n}\n\n"
        'type Post @table {\n  id: ID! @primaryKey\n  authorId: ID @foreignKey(ref: "User.id")\n  author: User!\n}',
        good="type User @table {\n  id: ID! @primaryKey\n}\n\n"
        'type Post @table {\n  id: ID! @primaryKey\n  authorId: ID @foreignKey(ref: "User.id")\n  author: User\n}',
    )
)
