"""A file of a view is not there."""

from __future__ import annotations

from wesley.problems.problem import Code
from wesley.sdl.rule import Rule

VIEW_FILE = Rule(
    Code(
        code="E411",
        name="view-file",
        summary="The file that `@view(file:)` names cannot be read.",
        why="The query of the view is in it. The path is taken from the folder of the schema file that names it, and "
        "ends in `.sql`, so that no schema can ask for a file that holds anything else.",
        bad="type User @table {\n  id: ID! @primaryKey\n}\n\n"
        'type ActiveUser @view(file: "views/active_users.sql") {\n  id: ID!\n}',
        good="type User @table {\n  id: ID! @primaryKey\n}\n\n"
        'type ActiveUser @view(sql: "SELECT id FROM users") {\n  id: ID!\n}',
    )
)
