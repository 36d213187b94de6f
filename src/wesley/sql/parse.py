"""PostgreSQL's own parser, with every way in which it fails turned into a SqlError.

`Tree` is a protobuf message of the parser library: a whole `ParseResult` or any node of it.
"""

from __future__ import annotations

from typing import Any, TypeAlias

from wesley.sql.error import SqlError

Tree: TypeAlias = Any

# Every level of nesting takes at least two tokens. The parser's own recursion was measured to overflow an 8 MB stack,
# and so to end the process, somewhere between 10,000 and 30,000 levels.
MOST_TOKENS = 10_000

# The scanner's time grows with the square of the depth of comments that are not closed: 40,000 took ten seconds.
MOST_COMMENTS = 1_000


def parse(text: str, *, shift: int = 0, length: int | None = None) -> Tree:
    """The parse tree (`ParseResult`) of SQL text.

    Args:
        text: what to parse.
        shift: how many characters of `text` stand before the user's own.
        length: how many characters the user's own text has; None when the text is not a user's.

    Raises:
        SqlError: it cannot be parsed; the offset is one in the user's own text.
    """
    import postgast
    from google.protobuf.message import DecodeError

    refuse_unheld(text, shift)
    if length is not None:
        _refuse_endless(text)
    try:
        return postgast.parse(text)
    except postgast.PgQueryError as error:
        end = len(text) - shift if length is None else length
        at = max(error.cursorpos - 1 - shift, 0)
        message = "this ends too early" if length is not None and at > length else error.message
        raise SqlError(message, min(at, end)) from None
    except DecodeError:
        # The library gives trees as nested messages, of which protobuf reads 100 levels.
        raise SqlError(
            "this is nested more than about 40 levels deep; group long chains of operators with parentheses, or move a "
            "part into a function"
        ) from None


def refuse_unheld(text: str, shift: int = 0) -> None:
    """Raise a SqlError for text that PostgreSQL cannot hold, whatever it means."""
    if "\0" in text:
        raise SqlError("PostgreSQL cannot hold the character NUL", max(text.index("\0") - shift, 0))
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError as error:
            raise SqlError("half of a surrogate pair is no character", max(error.start - shift, 0)) from None


def _refuse_endless(text: str) -> None:
    """Raise a SqlError for a user's text that would end the native parser, or take it minutes."""
    if text.count("/*") > MOST_COMMENTS:
        raise SqlError(f"this has more than {MOST_COMMENTS} comments")
    # A token has at least one character, so a short text needs no counting.
    if len(text) > MOST_TOKENS and len(scan(text)) > MOST_TOKENS:
        raise SqlError(f"this has more than {MOST_TOKENS} words and signs")


def scan(text: str) -> Tree:
    """The tokens of SQL text; their `start` and `end` count bytes of its UTF-8 form.

    Raises:
        SqlError: a quote or comment is not closed.
    """
    import postgast

    try:
        return postgast.scan(text).tokens
    except postgast.PgQueryError as error:
        raise SqlError(error.message, max(error.cursorpos - 1, 0)) from None


def characters(text: str, offset: int) -> int:
    """The number of characters in the first `offset` bytes of a text's UTF-8 form."""
    return offset if text.isascii() else len(text.encode()[: max(offset, 0)].decode(errors="ignore"))


def kind(tree: Tree) -> str:
    """The name of the only kind of node that a `Node` holds, such as `select_stmt`; empty when it holds none."""
    return tree.WhichOneof("node") or ""
