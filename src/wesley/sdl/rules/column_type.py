"""A field has no PostgreSQL type, or one that does not exist."""

from __future__ import annotations

from wesley.problems.problem import Code
from wesley.sdl.rule import Rule

COLUMN_TYPE = Rule(
    Code(
        code="E301",
        name="column-type",
        summary="A field has no PostgreSQL type, or one that does not exist.",
        why="A column needs a type: a well-known scalar, an enum, a scalar that `@scalar` or the configuration "
        "describes, or `@column(type:)`. A list of objects is a relation, never a column.",
        bad="scalar Colour\n\ntype Car @table {\n  id: ID! @primaryKey\n  colour: Colour!\n}",
        good='scalar Colour @scalar(sql: "text")\n\ntype Car @table {\n  id: ID! @primaryKey\n  colour: Colour!\n}',
    )
)
