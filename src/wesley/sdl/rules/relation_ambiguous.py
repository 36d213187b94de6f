"""A relation that several foreign keys could carry."""

from __future__ import annotations

from wesley.problems.problem import Code
from wesley.sdl.rule import Rule

_KEYS = (
    "type User @table {\n  id: ID! @primaryKey\n}\n\ntype Post @table {\n  id: ID! @primaryKey\n"
    '  writer: ID! @foreignKey(ref: "User.id")\n  checker: ID! @foreignKey(ref: "User.id")\n'
)

RELATION_AMBIGUOUS = Rule(
    Code(
        code="E216",
        name="relation-ambiguous",
        summary="Several foreign keys could carry a relation.",
        why="A field that leads along the wrong key shows wrong rows, and nothing would tell. One key needs no "
        "directive; of several, that of the column `<field>_id` is taken, or the one that a directive names.",
        bad=_KEYS + "  author: User!\n}",
        good=_KEYS + '  author: User! @belongsTo(column: "writer")\n}',
    )
)
