"""A SQL script as its statements, each with its place, split by PostgreSQL's own parser."""

from __future__ import annotations


class ScriptSyntaxError(ValueError):
    """A script that PostgreSQL's parser does not read.

    Args:
        message: the parser's message.
        offset: where it gave up, in characters from the start of the script.
    """

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset


def statements(text: str) -> tuple[tuple[int, str], ...]:
    """The statements of a script in order, each with the offset of its first character, without semicolons.

    Args:
        text: SQL; what psql alone understands (`\\set`, the rows of COPY FROM STDIN) is a syntax error here too.

    Raises:
        ScriptSyntaxError: the parser does not read the script.
    """
    from postgast import PgQueryError
    from postgast.errors import check_error
    from postgast.native import lib

    if "\0" in text:
        raise ScriptSyntaxError("a NUL character", text.index("\0"))
    source = text.encode()
    result = lib.pg_query_split_with_parser(source)
    try:
        check_error(result)
        places = [result.stmts[number].contents for number in range(result.n_stmts)]
        spans = [(place.stmt_location, place.stmt_location + place.stmt_len) for place in places]
    except PgQueryError as error:
        # Measured: the position counts characters from 1, whatever the binding's documentation says; 0 is unknown.
        raise ScriptSyntaxError(error.message, max(error.cursorpos - 1, 0)) from None
    finally:
        lib.pg_query_free_split_result(result)
    return _decoded(source, spans)


def _decoded(source: bytes, spans: list[tuple[int, int]]) -> tuple[tuple[int, str], ...]:
    """Spans of bytes as texts with offsets in characters."""
    found = []
    offset = end = 0
    for start, stop in spans:
        offset += len(source[end:start].decode())
        found.append((offset, source[start:stop].decode()))
        offset += len(found[-1][1])
        end = stop
    return tuple(found)


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """The place of a character as people count it: line and column, both from 1.

    Args:
        text: the whole text.
        offset: the character's offset from the start.
    """
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1
