"""Whether a text is one TypeScript type or expression and nothing beside it: outputs hold it as it is written.

Only brackets, quotes and what separates statements are looked at; whether the rest means anything, tsc tells.
"""

from __future__ import annotations

import re

_CLOSING = {"(": ")", "[": "]", "{": "}", "<": ">", "${": "}"}
_LINE_ENDS = "\n\r\u2028\u2029"
_STRING = re.compile(r"""'([^'\\\n\r]|\\.)*'|"([^"\\\n\r]|\\.)*\"""", re.DOTALL)
_REGEX = re.compile(r"/([^/\\\[\n\r]|\\.|\[([^\]\\\n\r]|\\.)*\])+/[a-z]*")
# In a template: text up to what ends it or begins an expression.
_TEMPLATE = re.compile(r"(?:[^`\\$]|\\.|\$(?!\{))*(`|\$\{)", re.DOTALL)
_PIECE = re.compile(r"=>|[=!]==?|[<>]=|//|/\*|\s+|[\w$]+|.", re.DOTALL)
# A slash after one of these begins a regular expression; after a value it divides.
_BEFORE_REGEX = frozenset(("", "(", "[", "{", ",", "=>", "=", ":", "?", "!", "&", "|", ";", "${"))
_ENDS = {
    ";": "it has a `;`, which ends it",
    ",": "it has a `,` outside brackets, which ends it",
    "=": "it has a `=`, which begins something else",
}


def fault(text: str) -> str:
    """Why a text is not one type or expression, as a clause; empty when nothing speaks against it."""
    return _Reader(text).fault() if text.strip() else "there is nothing in it"


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._open: list[str] = []
        self._before = ""

    def fault(self) -> str:
        while self._at < len(self._text):
            found = self._template() if self._open and self._open[-1] == "`" else self._step()
            if found:
                return found
        return f"`{self._open[-1]}` is not closed" if self._open else ""

    def _template(self) -> str:
        match = _TEMPLATE.match(self._text, self._at)
        if match is None:
            return "a template is not closed"
        self._at = match.end()
        if match[1] == "`":
            self._open.pop()
        else:
            self._open.append("${")
        self._before = match[1]
        return ""

    def _step(self) -> str:
        character = self._text[self._at]
        if character in "'\"":
            return self._skip(_STRING, "a string is not closed")
        if character == "/" and self._before in _BEFORE_REGEX and self._text[self._at + 1 : self._at + 2] not in "/*":
            return self._skip(_REGEX, "a regular expression is not closed")
        match = _PIECE.match(self._text, self._at)
        piece = match[0] if match else character
        self._at += len(piece)
        found = self._take(piece)
        if not piece.isspace():
            self._before = piece
        return found

    def _skip(self, pattern: re.Pattern[str], otherwise: str) -> str:
        match = pattern.match(self._text, self._at)
        if match is None:
            return otherwise
        self._at, self._before = match.end(), "value"
        return ""

    def _take(self, piece: str) -> str:
        if piece in ("//", "/*"):
            return "it has a comment"
        if not self._open and piece.isspace() and any(end in piece for end in _LINE_ENDS):
            return "it has more than one line"
        if not self._open and piece in _ENDS:
            return _ENDS[piece]
        # Of the two meanings of `<` a comparison has no name right before it, or no `>` after it.
        if piece in ("(", "[", "{", "`") or (piece == "<" and self._is_after_name()):
            self._open.append(piece)
        return self._close(piece) if piece in (")", "]", "}", ">") else ""

    def _is_after_name(self) -> bool:
        return re.search(r"[\w$]<\Z", self._text[: self._at]) is not None

    def _close(self, piece: str) -> str:
        if piece == ">":
            if self._open and self._open[-1] == "<":
                self._open.pop()
            return ""
        while self._open and self._open[-1] == "<":
            self._open.pop()
        if not self._open or _CLOSING.get(self._open[-1]) != piece:
            return f"`{piece}` closes nothing"
        self._open.pop()
        return ""
