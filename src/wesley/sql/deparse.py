"""From a tree to text, with the proof that the text says what the tree says."""

from __future__ import annotations

from typing import NamedTuple

from wesley.sql.error import SqlError
from wesley.sql.layout import lay_out, lay_out_function
from wesley.sql.messages import without_places
from wesley.sql.parse import Tree, kind, parse


class _Serialized(NamedTuple):
    """A tree that was serialized already, in the shape that the library asks for."""

    data: bytes

    def SerializeToString(self) -> bytes:  # noqa: N802 - the library's name
        return self.data


def deparse(tree: Tree) -> str:
    """The text of a whole parse result, on one line where no constant has a line break.

    Args:
        tree: a `ParseResult` of `messages`, so without places.

    Raises:
        SqlError: the library prints a text that reads otherwise; nothing half-right is given back.
    """
    data = tree.SerializeToString()
    text = _printed(data)
    _prove(text, data)
    return text


def to_sql(tree: Tree) -> str:
    """The text of one statement in a readable layout, with the semicolon that ends it.

    Args:
        tree: a `ParseResult` of `messages` with one statement.

    Raises:
        SqlError: as for `deparse`.
    """
    data = tree.SerializeToString()
    body = _body(tree.stmts[0].stmt)
    text = lay_out(_printed(data)) if body is None else lay_out_function(_printed(data), body)
    _prove(text, data)
    return f"{text};"


def _printed(data: bytes) -> str:
    import postgast

    try:
        return str(postgast.deparse(_Serialized(data)))
    except postgast.PgQueryError as error:
        raise SqlError(f"this has no text in SQL: {error.message}") from None


def _prove(text: str, data: bytes) -> None:
    if without_places(parse(text)).SerializeToString() != data:
        raise SqlError("the parser library cannot print this faithfully; write it in another way")


def _body(statement: Tree) -> str | None:
    """The body of CREATE FUNCTION or DO."""
    if kind(statement) == "do_stmt":
        return str(statement.do_stmt.args[0].def_elem.arg.string.sval)
    if kind(statement) == "create_function_stmt":
        option = statement.create_function_stmt.options[-1].def_elem
        return str(option.arg.list.items[0].string.sval)
    return None
