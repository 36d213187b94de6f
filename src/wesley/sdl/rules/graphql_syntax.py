"""A source does not parse."""

from __future__ import annotations

import re

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


_LINE_END = re.compile(r"\r\n|\n|\r")
_OTHER_NOTATIONS = (
    (re.compile(r"@@\w*"), 'it belongs to the type: `type User @table @unique(columns: ["a", "b"]) { ... }`'),
    (re.compile(r"^\s*(model|table|class|struct|message)\s+\w+"), "a table is `type User @table { ... }` here"),
    (re.compile(r"^\s*(//|--|/\*)"), "a comment starts with `#`"),
    (re.compile(r";"), "fields need no `;` between them"),
)
_VALUE_WITHOUT_NAME = re.compile(r"@(\w+)\s*\(\s*(?!\w+\s*:)")


def help_for(text: str, message: str, origin: Origin) -> str:
    """What to write instead, where an older or a foreign notation is recognised.

    Args:
        text: the source.
        message: what the parser says.
        origin: where it gave up.
    """
    lines = _LINE_END.split(text)
    line = lines[origin.line - 1] if 0 < origin.line <= len(lines) else ""
    for notation, help_text in _OTHER_NOTATIONS:
        if notation.search(line):
            return help_text
    bare = next((use for use in _VALUE_WITHOUT_NAME.finditer(line) if use.end() == origin.column - 1), None)
    if bare is not None:
        return f"an argument has a name: {_NAMED.get(bare[1], f'`@{bare[1]}(name: value)`')}"
    if "<EOF>" in message and "{" in text:
        return "a `{` is not closed"
    return ""


_NAMED = {
    "check": "`@check(expr: ...)`",
    "default": "`@default(value: ...)` or `@default(expr: ...)`",
    "index": "`@index(columns: [...])`",
    "unique": "`@unique(columns: [...])`",
    "primaryKey": "`@primaryKey(columns: [...])`",
    "foreignKey": '`@foreignKey(ref: "Type.field")`',
}
