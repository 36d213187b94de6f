"""An argument of a directive is missing, unknown or of the wrong type."""

from __future__ import annotations

from wesley.problems.problem import Code
from wesley.sdl.rule import Rule

DIRECTIVE_ARGUMENT = Rule(
    Code(
        code="E101",
        name="directive-argument",
        summary="An argument of a directive is missing, unknown or of the wrong type.",
        why="An argument that is not understood would be ignored, and the schema would not mean what it says. "
        "`wesley directives` prints what each directive takes.",
        bad="type User @table {\n  id: ID! @primaryKey\n  name: String! @length(max: LONG)\n}",
        good="type User @table {\n  id: ID! @primaryKey\n  name: String! @length(max: 80)\n}",
    )
)
