"""The fields of a view are not the columns that its query gives."""

from __future__ import annotations

from wesley.problems.problem import Code
from wesley.sdl.rule import Rule

VIEW_COLUMNS = Rule(
    Code(
        code="E410",
        name="view-columns",
        summary="The fields of a view are not the columns that its query gives.",
        why="The names of a view's columns come from its query (PostgreSQL manual, CREATE VIEW). A field without a "
        "column would be read from nowhere, and a column without a field would have no type in the other outputs.",
        bad="type User @table {\n  id: ID! @primaryKey\n  name: String!\n}\n\n"
        'type UserName @view(sql: "SELECT id, name FROM users") {\n  id: ID!\n}',
        good="type User @table {\n  id: ID! @primaryKey\n  name: String!\n}\n\n"
        'type UserName @view(sql: "SELECT id, name FROM users") {\n  id: ID!\n  name: String!\n}',
    )
)
