"""A directive stands where it means nothing."""

from __future__ import annotations

from wesley.problems.problem import Code
from wesley.sdl.rule import Rule

DIRECTIVE_PLACE = Rule(
    Code(
        code="E102",
        name="directive-place",
        summary="A directive stands where it means nothing.",
        why="Most directives speak of a table or a column: on a type that has no table they would be ignored.",
        bad="type Money {\n  amount: Decimal! @index\n}",
        good="type Payment @table {\n  id: ID! @primaryKey\n  amount: Decimal! @index\n}",
    )
)
