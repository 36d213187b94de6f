"""A source does not parse."""

from __future__ import annotations

from wesley.ir.origin import Origin
from wesley.problems.problem import Code
from wesley.sdl.rule import Rule

GRAPHQL_SYNTAX = Rule(
    Code(
        code="E001",
        name="graphql-syntax",
        summary="A file is not valid GraphQL schema language.",
        why="Only the first error of a file can be told: what follows it may mean anything (GraphQL specification, "
        "section 3, and appendix B for the grammar).",
        bad="type User @table {\n  id: ID! @primaryKey\n  @@unique([email])\n}",
        good='type User @table @unique(columns: ["email"]) {\n  id: ID! @primaryKey\n  email: String!\n}',
    )
)


def help_for(text: str, origin: Origin) -> str:
    """What to write instead, where an older or a foreign notation is recognised.

    Args:
        text: the source.
        origin: where the parser gave up.
    """
    lines = text.splitlines()
    line = lines[origin.line - 1].strip() if 0 < origin.line <= len(lines) else ""
    if "@@" in line:
        return 'write it on the type: `type User @table @unique(columns: ["a", "b"]) { ... }`'
    if line.startswith("model "):
        return "a table is `type User @table { ... }` here"
    if "@" in line and "(" in line and ":" not in line[line.rfind("(") :]:
        return "every argument has a name: `@index(columns: [...])`, `@check(expr: ...)`"
    return ""
