"""A regular expression is none."""

from __future__ import annotations

from wesley.problems.problem import Code
from wesley.sdl.rule import Rule

REGULAR_EXPRESSION = Rule(
    Code(
        code="E403",
        name="regular-expression",
        summary="A regular expression does not parse.",
        why="PostgreSQL would refuse the first row, not the definition (manual, 9.7.3, advanced regular expressions). "
        "There are no named groups, no possessive quantifiers, no properties of Unicode; a bound is at most 255.",
        bad='type Post @table {\n  id: ID! @primaryKey\n  slug: String! @pattern(regex: "^[a-z")\n}',
        good='type Post @table {\n  id: ID! @primaryKey\n  slug: String! @pattern(regex: "^[a-z]+$")\n}',
    )
)
