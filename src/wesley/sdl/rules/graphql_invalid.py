"""The schema parses and breaks a rule of GraphQL itself."""

from __future__ import annotations

from wesley.problems.problem import Code
from wesley.sdl.rule import Rule

GRAPHQL_INVALID = Rule(
    Code(
        code="E002",
        name="graphql-invalid",
        summary="The schema breaks a rule of GraphQL itself.",
        why="Tools that read the schema as GraphQL would refuse it: a type that is not defined or defined twice, an "
        "interface that is not fulfilled, an argument that a directive does not take (GraphQL specification, "
        "section 3).",
        bad="type User @table {\n  id: ID! @primaryKey\n  address: Adress\n}",
        good="type User @table {\n  id: ID! @primaryKey\n  address: String\n}",
    )
)
