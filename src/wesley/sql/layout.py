"""A readable layout of one statement, decided on the scanner's tokens: only the space between tokens changes.

Nothing here has to be trusted: `deparse` parses the laid out text and compares trees.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import NamedTuple

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


class _Size(Enum):
    """Whether a statement fits into one line."""

    SHORT = 0
    LONG = 1


class Token(NamedTuple):
    """A token.

    Args:
        text: as it stands in the statement.
        word: a keyword in capitals; empty for anything else.
        depth: how many parentheses it stands in; for a parenthesis, how many are around the pair.
        start, end: where it stands, in characters.
    """

    text: str
    word: str
    depth: int
    start: int
    end: int


_Breaks = dict[int, str]


def lay_out(text: str) -> str:
    """A statement with line breaks where a reader expects them.

    Args:
        text: one statement, as the deparser prints it, without a semicolon at its end.
    """
    first, second = _first_words(text)
    if first in ("GRANT", "REVOKE"):
        return _with_capitals(text)
    rule = _RULES.get(f"{first} {second}")
    if rule is None or (rule is _clauses and len(text) <= WIDTH and not any(odd in text for odd in _ODD)):
        return text
    tokens = _tokens(text)
    return _joined(text, tokens, rule(tokens, _Size.LONG if len(text) > WIDTH else _Size.SHORT))


def _first_words(text: str) -> tuple[str, str]:
    """The verb and the kind of object, without OR REPLACE."""
    first, second, *_ = [*text.replace(" OR REPLACE ", " ", 1).split(" ", 2), ""]
    return first, second


def _with_capitals(text: str) -> str:
    """GRANT and REVOKE, whose privileges the deparser prints in small letters."""
    words_before = [token for token in _before_on(_tokens(text)) if token.depth == 0]
    for token in words_before:
        text = text[: token.start] + token.text.upper() + text[token.end :]
    return text


def _before_on(tokens: list[Token]) -> list[Token]:
    return tokens[: next(at for at, token in enumerate(tokens) if token.word == "ON")]


def lay_out_function(text: str, body: str) -> str:
    """CREATE FUNCTION or DO with its body between dollar quotes, unchanged.

    Args:
        text: the statement, as the deparser prints it, with some other body at its end.
        body: the body, as a value.
    """
    tokens = _tokens(text)
    breaks = {at: "\n" for at, token in enumerate(tokens) if token.word in ("LANGUAGE", "AS") and at > 3}
    return _joined(text[: tokens[-1].start], tokens[:-1], breaks) + dollar_quoted(body)


def before_word(text: str, word: str, addition: str) -> str:
    """A statement with an addition and a blank before the first keyword of this name that stands in no parentheses."""
    at = next(token.start for token in _tokens(text) if token.word == word and token.depth == 0)
    return f"{text[:at]}{addition} {text[at:]}"


def dollar_quoted(text: str) -> str:
    """A string constant between dollar quotes, with a tag that does not occur in it."""
    tag = "body"
    ordinal = 0
    while f"${tag}" in text:
        ordinal += 1
        tag = f"body{ordinal}"
    return f"${tag}${text}${tag}$"


def _tokens(text: str) -> list[Token]:
    found: list[Token] = []
    depth = 0
    # The scanner counts bytes.
    data = None if text.isascii() else text.encode()
    at = seen = 0
    for scanned in scan(text):
        start, end = scanned.start, scanned.end
        if data is not None:
            start = at + len(data[seen:start].decode())
            end = start + len(data[scanned.start : end].decode())
            at, seen = end, scanned.end
        part = text[start:end]
        depth -= part == ")"
        found.append(Token(part, part.upper() if scanned.keyword_kind else "", depth, start, end))
        depth += part == "("
    return found


def _joined(text: str, tokens: list[Token], breaks: _Breaks) -> str:
    """The text with these breaks, and with its few odd spaces put right."""
    gaps = {**_odd_spaces(tokens), **breaks} if any(odd in text for odd in _ODD) else breaks
    parts: list[str] = []
    done = 0
    for at in sorted(gaps):
        parts += (text[done : tokens[at - 1].end], gaps[at])
        done = tokens[at].start
    return "".join(parts) + text[done:]


# The deparser leaves a space too much or too little here.
_ODD = (" )", ")D", ")N", "timestamp (", "time (", "extract (")
_CLOSE_TO_PARENTHESIS = ("timestamp", "time", "extract")


def _odd_spaces(tokens: list[Token]) -> _Breaks:
    gaps: _Breaks = {}
    for at in range(1, len(tokens)):
        before, token = tokens[at - 1], tokens[at]
        if token.text == ")" or (token.text == "(" and before.text in _CLOSE_TO_PARENTHESIS):
            gaps[at] = ""
        elif before.text == ")" and token.word and before.end == token.start:
            gaps[at] = " "
    return gaps


def _list(tokens: list[Token], *, start: int) -> _Breaks:
    """One element a line in the first parentheses from a token on."""
    opening = next((at for at in range(start, len(tokens)) if tokens[at].text == "("), None)
    if opening is None or tokens[opening + 1].text == ")":
        return {}
    breaks = {opening + 1: "\n  "}
    depth = tokens[opening].depth
    for at in range(opening + 1, len(tokens)):
        if tokens[at].text == "," and tokens[at].depth == depth + 1:
            breaks[at + 1] = "\n  "
        elif tokens[at].text == ")" and tokens[at].depth == depth:
            breaks[at] = "\n"
            break
    return breaks


def _create_table(tokens: list[Token], size: _Size) -> _Breaks:
    if any(token.word == "PARTITION" and token.depth == 0 for token in tokens[:8]):
        bound = (at for at, token in enumerate(tokens) if token.word == "FOR" and token.depth == 0)
        return dict.fromkeys(bound, "\n  ") if size is _Size.LONG else {}
    return _list(tokens, start=2)


def _create_type(tokens: list[Token], size: _Size) -> _Breaks:
    return _list(tokens, start=2) if size is _Size.LONG else {}


def _insert(tokens: list[Token], _: _Size) -> _Breaks:
    values = next((at for at, token in enumerate(tokens) if token.word == "VALUES" and token.depth == 0), len(tokens))
    return {at: "\n  " for at in range(values, len(tokens)) if tokens[at].text == "(" and tokens[at].depth == 0}


def _clauses(tokens: list[Token], size: _Size) -> _Breaks:
    if size is _Size.SHORT:
        return {}
    start = 3 if tokens[1].word == "OR" else 1
    found = _CLAUSES[tokens[start].word]
    return {
        at: "\n  " for at, token in enumerate(tokens) if at > start + 1 and token.depth == 0 and token.word in found
    }


def _view(tokens: list[Token], size: _Size) -> _Breaks:
    start = next((at for at, token in enumerate(tokens) if token.word == "AS" and token.depth == 0), len(tokens)) + 1
    breaks: _Breaks = {start: "\n"}
    clause = ""
    for at in range(start, len(tokens)):
        word = tokens[at].word if tokens[at].depth == 0 else ""
        if _begins_clause(word, tokens[at - 1].word, tokens[at + 1].text if at + 1 < len(tokens) else ""):
            clause = word
            breaks[at] = "\n"
        elif tokens[at].depth == 0 and _begins_part(clause, word, tokens[at - 1].text, is_long=size is _Size.LONG):
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


_RULES: dict[str, Callable[[list[Token], _Size], _Breaks]] = {
    "CREATE TABLE": _create_table,
    "CREATE UNLOGGED": _create_table,
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
