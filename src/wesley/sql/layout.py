"""A readable layout of one statement, decided on the scanner's tokens: only the space between tokens changes.

Nothing here has to be trusted: `deparse` parses the laid out text and compares trees.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from wesley.sql.parse import scan
from wesley.sql.words import words

WIDTH = 100

_CLAUSES = {
    "INDEX": words("ON INCLUDE WITH WHERE"),
    "UNIQUE": words("ON INCLUDE WITH WHERE"),
    "POLICY": words("AS FOR TO USING WITH"),
    "TRIGGER": words("BEFORE AFTER ON FOR WHEN EXECUTE"),
    "TABLE": words("ADD REFERENCES ON DEFERRABLE"),
}
_QUERY = words("SELECT FROM WHERE GROUP HAVING WINDOW ORDER LIMIT OFFSET UNION INTERSECT EXCEPT VALUES")
_JOIN_SIDES = words("LEFT RIGHT FULL INNER CROSS NATURAL")


class Token(Struct, frozen=True):
    """A token.

    Args:
        text: as it stands in the statement.
        word: a keyword in capitals; empty for anything else.
        depth: how many parentheses it stands in; for a parenthesis, how many are around the pair.
        spaced: space stands before it.
    """

    text: str
    word: str
    depth: int
    spaced: bool


# The deparser leaves a space behind these.
_CLOSE_TO_PARENTHESIS = ("timestamp", "time", "extract")

_Breaks = dict[int, str]


def lay_out(text: str) -> str:
    """A statement with line breaks where a reader expects them.

    Args:
        text: one statement, as the deparser prints it, without a semicolon at its end.
    """
    first, second, *_ = [*text.split(" ", 2), ""]
    if first in ("GRANT", "REVOKE"):
        return _with_capitals(list(_tokens(text)))
    rule = _RULES.get(f"{first} {second}")
    if rule is None:
        return text
    pieces = list(_tokens(text))
    return _joined(pieces, rule(pieces, len(text) > WIDTH))


def _with_capitals(pieces: list[Token]) -> str:
    """GRANT and REVOKE, whose privileges the deparser prints in small letters."""
    target = next(at for at, piece in enumerate(pieces) if piece.word == "ON")
    head = [replace(piece, text=piece.text.upper()) if piece.depth == 0 else piece for piece in pieces[:target]]
    return _joined([*head, *pieces[target:]], {})


def lay_out_function(text: str, body: str) -> str:
    """CREATE FUNCTION or DO with its body between dollar quotes, unchanged.

    Args:
        text: the statement, as the deparser prints it.
        body: the string constant that it ends with, as a value.
    """
    *pieces, constant = _tokens(text)
    breaks = {at: "\n" for at, piece in enumerate(pieces) if piece.word in ("LANGUAGE", "AS") and at > 3}
    return _joined([*pieces, Token(dollar_quoted(body), "", 0, constant.spaced)], breaks)


def dollar_quoted(text: str) -> str:
    """A string constant between dollar quotes, with a tag that does not occur in it."""
    tag = "body"
    ordinal = 0
    while f"${tag}" in text:
        ordinal += 1
        tag = f"body{ordinal}"
    return f"${tag}${text}${tag}$"


def _tokens(text: str) -> Iterator[Token]:
    data = text.encode()
    depth = end = 0
    for token in scan(text):
        piece = data[token.start : token.end].decode()
        depth -= piece == ")"
        yield Token(piece, piece.upper() if token.keyword_kind else "", depth, token.start > end)
        depth += piece == "("
        end = token.end


def _joined(pieces: list[Token], breaks: _Breaks) -> str:
    parts: list[str] = []
    previous = ""
    for at, piece in enumerate(pieces):
        parts.append(breaks.get(at) or _space(previous, piece))
        parts.append(piece.text)
        previous = piece.text
    return "".join(parts)


def _space(previous: str, piece: Token) -> str:
    if piece.text in (")", ",") or previous in ("(", ""):
        return ""
    if previous == ")" and piece.word:
        return " "
    if piece.text == "(" and previous in _CLOSE_TO_PARENTHESIS:
        return ""
    return " " if piece.spaced else ""


def _list(pieces: list[Token], *, start: int) -> _Breaks:
    """One element a line in the first parentheses from a token on."""
    opening = next((at for at in range(start, len(pieces)) if pieces[at].text == "("), None)
    if opening is None or pieces[opening + 1].text == ")":
        return {}
    breaks = {opening + 1: "\n  "}
    depth = pieces[opening].depth
    for at in range(opening + 1, len(pieces)):
        if pieces[at].text == "," and pieces[at].depth == depth + 1:
            breaks[at + 1] = "\n  "
        elif pieces[at].text == ")" and pieces[at].depth == depth:
            breaks[at] = "\n"
            break
    return breaks


def _create_table(pieces: list[Token], is_long: bool) -> _Breaks:  # noqa: FBT001 - the shape of a rule
    is_partition = any(piece.word == "PARTITION" and piece.depth == 0 for piece in pieces[:8])
    return {} if is_partition and not is_long else _list(pieces, start=2)


def _create_type(pieces: list[Token], is_long: bool) -> _Breaks:  # noqa: FBT001
    return _list(pieces, start=2) if is_long else {}


def _insert(pieces: list[Token], is_long: bool) -> _Breaks:  # noqa: ARG001, FBT001
    values = next((at for at, piece in enumerate(pieces) if piece.word == "VALUES" and piece.depth == 0), len(pieces))
    return {at: "\n  " for at in range(values, len(pieces)) if pieces[at].text == "(" and pieces[at].depth == 0}


def _clauses(pieces: list[Token], is_long: bool) -> _Breaks:  # noqa: FBT001
    found = _CLAUSES[pieces[1].word]
    if not is_long:
        return {}
    return {at: "\n  " for at, piece in enumerate(pieces) if at > 2 and piece.depth == 0 and piece.word in found}


def _view(pieces: list[Token], is_long: bool) -> _Breaks:  # noqa: FBT001
    start = next((at for at, piece in enumerate(pieces) if piece.word == "AS" and piece.depth == 0), len(pieces)) + 1
    breaks: _Breaks = {start: "\n"}
    clause = ""
    for at in range(start, len(pieces)):
        word = pieces[at].word if pieces[at].depth == 0 else ""
        if _begins_clause(word, pieces[at - 1].word, pieces[at + 1].text if at + 1 < len(pieces) else ""):
            clause = word
            breaks[at] = "\n"
        elif pieces[at].depth == 0 and _begins_part(clause, word, pieces[at - 1].text, is_long=is_long):
            breaks[at] = "\n  "
    return breaks


def _begins_part(clause: str, word: str, before: str, *, is_long: bool) -> bool:
    if clause == "SELECT":
        return is_long and before == ","
    return clause == "WHERE" and word in ("AND", "OR")


def _begins_clause(word: str, before: str, following: str) -> bool:
    if word in _JOIN_SIDES:
        return following != "(" and before not in _JOIN_SIDES
    if word == "JOIN":
        return before not in _JOIN_SIDES and before != "OUTER"
    return word in _QUERY and before not in ("DISTINCT", "WITHIN")


_RULES: dict[str, Callable[[list[Token], bool], _Breaks]] = {
    "CREATE TABLE": _create_table,
    "CREATE TYPE": _create_type,
    "INSERT INTO": _insert,
    "CREATE INDEX": _clauses,
    "CREATE UNIQUE": _clauses,
    "CREATE POLICY": _clauses,
    "CREATE TRIGGER": _clauses,
    "ALTER TABLE": _clauses,
    "CREATE VIEW": _view,
    "CREATE MATERIALIZED": _view,
}
