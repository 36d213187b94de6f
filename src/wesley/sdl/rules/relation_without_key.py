"""A relation that no foreign key carries."""

from __future__ import annotations

from wesley.problems.problem import Code
from wesley.sdl.rule import Rule

RELATION_WITHOUT_KEY = Rule(
    Code(
        code="E215",
        name="relation-without-key",
        summary="A field leads to other objects, and no foreign key does.",
        why="A relation makes no column: it is a foreign key seen from one of its sides. A key that is written in the "
        "schema has a name, a type and an index that everybody can see.",
        bad="type User @table {\n  id: ID! @primaryKey\n}\n\n"
        "type Post @table {\n  id: ID! @primaryKey\n  author: User!\n}",
        good="type User @table {\n  id: ID! @primaryKey\n}\n\n"
        'type Post @table {\n  id: ID! @primaryKey\n  author_id: ID! @foreignKey(ref: "User.id")\n  author: User!\n}',
    )
)
