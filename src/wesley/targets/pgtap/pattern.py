"""A text that matches a regular expression, for the expressions that people write in schemas."""

from __future__ import annotations

import re
import warnings
from functools import cache

_ESCAPED = {"d": "0", "w": "a", "s": " ", "D": "a", "W": "-", "S": "a", "t": "\t", "n": "\n"}
_ALTERNATIVES = "a0A-_.@+/# "


_CLASSES = {
    "alpha": "a-zA-Z",
    "digit": "0-9",
    "alnum": "a-zA-Z0-9",
    "space": r"\s",
    "upper": "A-Z",
    "lower": "a-z",
    "xdigit": "0-9a-fA-F",
    "word": r"\w",
}
# Word boundaries and anchors that the two dialects spell differently (section 9.7.3.6 of the manual), and collating
# elements, which only PostgreSQL has.
_FOREIGN = re.compile(r"\\[mMyYAZ]|\[[.=]|\A\*\*\*|\(\?[a-z]*[nwpxqbect]")


_NESTED = re.compile(r"[*+}]\)[^)]*\)?[*+{]|[*+}][^()]*\)[*+{]")
_SHORT = 20


@cache
def compiled(pattern: str) -> re.Pattern[str] | None:
    """PostgreSQL's regular expression as one of Python, or None where the two dialects part."""
    if _FOREIGN.search(pattern):
        return None
    try:
        return _compiled(_translated(pattern))
    except (re.error, KeyError, ValueError):
        return None


def _compiled(text: str) -> re.Pattern[str]:
    """A pattern that Python warns of, since it may read it in another way one day, is no pattern here."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", FutureWarning)
        try:
            return re.compile(text)
        except FutureWarning as warning:
            raise re.error(str(warning)) from warning


def finds(pattern: str, text: str) -> bool | None:
    """Whether a pattern finds something in a text; None when that is not known here.

    Python backtracks and PostgreSQL does not: a repeated group that repeats inside itself is only tried on short texts.
    """
    finder = compiled(pattern)
    if finder is None or (_NESTED.search(pattern) and len(text) > _SHORT):
        return None
    return finder.search(text) is not None


def _translated(pattern: str) -> str:
    """Named classes spelled out, and what Python takes for set operations escaped."""
    text, at = "", 0
    while at < len(pattern):
        if pattern[at] == "\\":
            text, at = text + pattern[at : at + 2], at + 2
        elif pattern[at] == "[":
            end = _end_of_class(pattern, at)
            inside = re.sub(r"\[:(\w+):\]", lambda match: _CLASSES[match[1]], pattern[at + 1 : end])
            members = re.sub(r"(?<!\\)([&~|\[])", r"\\\1", inside)
            text, at = f"{text}[{members}]", end + 1
        else:
            text, at = text + pattern[at], at + 1
    return text


def _end_of_class(pattern: str, start: int) -> int:
    """Where the `]` of a bracket expression stands; a `]` that comes first is a member."""
    match = re.compile(r"\[\^?\]?(?:\[:\w+:\]|\\.|[^\]\\])*\]").match(pattern, start)
    if match is None:
        raise ValueError(pattern)
    return match.end() - 1


@cache
def sample(pattern: str) -> str | None:
    """A text that the pattern finds, or None when this module finds none.

    What it gives is always checked with the pattern itself, so a wrong guess is no answer.
    """
    finder = compiled(pattern)
    if finder is None:
        return None
    try:
        text = _Writer(finder.pattern).alternatives()
    except (re.error, IndexError, ValueError, StopIteration):
        text = ""
    return next((guess for guess in (text, *_COMMON) if finds(pattern, guess)), None)


_REPEATS = {"*": 0, "+": 1, "?": 0}
_LONGEST = 200
_COMMON = (
    "abc",
    "ABC",
    "Abc",
    "a1",
    "123",
    "a@example.org",
    "https://example.org/",
    "2001-02-03",
    "#aabbcc",
    "+15550100",
)


class _Writer:
    """Walks along a pattern and writes the first text that it allows."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._at = 0

    def _peek(self) -> str:
        return self._pattern[self._at : self._at + 1]

    def _next(self) -> str:
        self._at += 1
        return self._pattern[self._at - 1]

    def alternatives(self) -> str:
        """The first alternative; the others are stepped over."""
        first = self._sequence()
        while self._peek() == "|":
            self._at += 1
            self._sequence()
        return first

    def _sequence(self) -> str:
        text = ""
        while self._peek() not in ("", "|", ")"):
            piece = self._piece()
            text += piece * self._repeats()
        return text

    def _piece(self) -> str:
        character = self._next()
        if character in "^$":
            return ""
        if character == "(":
            return self._group()
        if character == "[":
            return self._class()
        if character == "\\":
            escaped = self._next()
            return "" if escaped in "bBAZ" else _ESCAPED.get(escaped, escaped)
        return "a" if character == "." else character

    def _group(self) -> str:
        if self._pattern.startswith("?:", self._at):
            self._at += 2
        elif self._peek() == "?":
            raise ValueError(self._pattern)
        text = self.alternatives()
        self._next()
        return text

    def _class(self) -> str:
        start = self._at - 1
        self._at += 2 if self._peek() == "^" else 1
        while self._peek() != "]":
            self._at += 2 if self._peek() == "\\" else 1
            if self._at > len(self._pattern):
                raise ValueError(self._pattern)
        self._at += 1
        accepts = _compiled(self._pattern[start : self._at])
        members = _ALTERNATIVES + "".join(map(chr, range(33, 127)))
        return next(character for character in members if accepts.fullmatch(character))

    def _repeats(self) -> int:
        quantifier = re.compile(r"(?:[*+?]|\{(\d+)(?:,\d*)?\})\??").match(self._pattern, self._at)
        if quantifier is None:
            return 1
        self._at = quantifier.end()
        times: int = int(quantifier[1]) if quantifier[1] else _REPEATS[str(quantifier[0])[0]]
        if times > _LONGEST:
            raise ValueError(self._pattern)
        return times
