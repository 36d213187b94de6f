"""COMMENT ON: one for nearly every column, so they are written as text and proved by the hundred."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from msgspec import Struct

from wesley.sql.error import SqlError
from wesley.sql.nodes import function
from wesley.sql.parse import Tree, kind, parse
from wesley.sql.text import quote_identifier, quote_literal
from wesley.sql.tree import statement


class Commented(StrEnum):
    """What a comment can be on, in PostgreSQL's words."""

    TABLE = "TABLE"
    COLUMN = "COLUMN"
    TYPE = "TYPE"
    DOMAIN = "DOMAIN"
    SEQUENCE = "SEQUENCE"
    INDEX = "INDEX"
    VIEW = "VIEW"
    MATERIALIZED_VIEW = "MATERIALIZED VIEW"


class Comment(Struct, frozen=True):
    """A comment; `name` is the full name of what it is on, part by part; a text of None takes the comment away."""

    on: Commented
    name: tuple[str, ...]
    text: str | None


def comment_on(comment: Comment) -> str:
    """COMMENT ON anything but a function, as text.

    Raises:
        SqlError: a name is empty, or PostgreSQL cannot hold the text.
    """
    name = ".".join(map(quote_identifier, comment.name))
    text = "NULL" if comment.text is None else quote_literal(comment.text)
    return f"COMMENT ON {comment.on.value} {name} IS {text};"


def prove_comments(texts: Sequence[str], comments: Sequence[Comment]) -> None:
    """Raise a SqlError unless each text reads as exactly its comment."""
    for start in range(0, len(texts), _AT_ONCE):
        parsed = parse("\n".join(texts[start : start + _AT_ONCE])).stmts
        meant = comments[start : start + _AT_ONCE]
        if len(parsed) != len(meant):
            raise SqlError("a comment does not read as one statement")
        for statement_read, comment in zip(parsed, meant, strict=True):
            if kind(statement_read.stmt) != "comment_stmt" or not _says(statement_read.stmt.comment_stmt, comment):
                raise SqlError(f"the comment on `{'.'.join(comment.name)}` does not read as it should")


_AT_ONCE = 500

_OBJECT_TYPES = {
    Commented.TABLE: "OBJECT_TABLE",
    Commented.COLUMN: "OBJECT_COLUMN",
    Commented.TYPE: "OBJECT_TYPE",
    Commented.DOMAIN: "OBJECT_DOMAIN",
    Commented.SEQUENCE: "OBJECT_SEQUENCE",
    Commented.INDEX: "OBJECT_INDEX",
    Commented.VIEW: "OBJECT_VIEW",
    Commented.MATERIALIZED_VIEW: "OBJECT_MATVIEW",
}


def _says(read: Tree, comment: Comment) -> bool:
    object_type = read.DESCRIPTOR.fields_by_name["objtype"].enum_type.values_by_number[read.objtype].name
    is_type = comment.on in (Commented.TYPE, Commented.DOMAIN)
    named = read.object.type_name.names if is_type else read.object.list.items
    return (
        read.comment == (comment.text or "")
        and object_type == _OBJECT_TYPES[comment.on]
        and tuple(part.string.sval for part in named) == comment.name
    )


def comment_on_function(schema: str, name: str, arguments: str, text: str | None) -> Tree:
    """COMMENT ON FUNCTION.

    Args:
        schema, name: the function.
        arguments: as `pg_get_function_identity_arguments()` prints them.
        text: the comment; None takes it away.
    """
    node = function(schema, name, arguments)
    if text is None:
        return statement("COMMENT ON FUNCTION __function() IS NULL", function=node)
    return statement("COMMENT ON FUNCTION __function() IS '__text'", function=node, text=text)
