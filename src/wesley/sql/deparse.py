"""From a tree to text, with the proof that the text says what the tree says."""

from __future__ import annotations

from typing import NamedTuple

from wesley.sql.error import SqlError
from wesley.sql.messages import without_places
from wesley.sql.parse import Tree, parse


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
    import postgast

    data = tree.SerializeToString()
    try:
        text = str(postgast.deparse(_Serialized(data)))
    except postgast.PgQueryError as error:
        raise SqlError(f"this has no text in SQL: {error.message}") from None
    if without_places(parse(text)).SerializeToString() != data:
        raise SqlError("the parser library cannot print this faithfully; write it in another way")
    return text


def says(text: str, tree: Tree) -> bool:
    """True when the text reads as exactly this tree, apart from places in the text."""
    return bool(without_places(parse(text)).SerializeToString() == tree.SerializeToString())
