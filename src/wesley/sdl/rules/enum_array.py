"""A list of an enum whose values are the rows of a table."""

from __future__ import annotations

from wesley.problems.problem import Code
from wesley.sdl.rule import Rule

ENUM_ARRAY = Rule(
    Code(
        code="E310",
        name="enum-array",
        summary="A list of an enum that is stored as a table.",
        why="A foreign key compares whole values, never the elements of an array (PostgreSQL manual, CREATE TABLE, "
        "REFERENCES): nothing would keep the elements to the rows of the table.",
        bad="enum Tag @enum(storage: LOOKUP) {\n  RED\n  BLUE\n}\n\n"
        "type Post @table {\n  id: ID! @primaryKey\n  tags: [Tag!]!\n}",
        good="enum Tag @enum(storage: CHECK) {\n  RED\n  BLUE\n}\n\n"
        "type Post @table {\n  id: ID! @primaryKey\n  tags: [Tag!]!\n}",
    )
)
