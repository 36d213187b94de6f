"""Where each key and each value of a TOML text stands: what `tomllib` does not tell.

The text must be valid TOML, so the scanner needs to know only as much of the grammar as decides where things begin.
"""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

from msgspec import Struct, field

from wesley.ir.origin import Origin

if TYPE_CHECKING:
    from collections.abc import Iterator

Path = tuple[str | int, ...]
"""The way to a value: names of keys, and positions in arrays from 0."""

_TOKEN = re.compile(
    r"""(?P<space>[ \t]+|\#[^\n]*)
      | (?P<newline>\r?\n)
      | (?P<string>\"{3}(?:[^\\]|\\.)*?\"{3,5} | '{3}.*?'{3,5} | "(?:[^"\\\n]|\\.)*" | '[^'\n]*')
      | (?P<mark>[][{}=,.])
      | (?P<bare>[^][{}=,.\s"'\#]+)""",
    re.VERBOSE | re.DOTALL,
)


class _Token(Struct, frozen=True):
    kind: str
    text: str
    start: int


class Places(Struct, frozen=True):
    """Offsets of keys and spans of values in one text."""

    file: str
    text: str
    keys: dict[Path, tuple[int, int]] = field(default_factory=dict)
    values: dict[Path, tuple[int, int]] = field(default_factory=dict)

    def of_key(self, path: Path) -> Origin:
        """The place of a key; where it has none of its own, the place of the nearest table around it."""
        return self._origin(_nearest(self.keys, path))

    def of_value(self, path: Path) -> Origin:
        """The place of a value; where it has none of its own (a table), the place of its key."""
        return self._origin(self.values[path]) if path in self.values else self.of_key(path)

    def _origin(self, span: tuple[int, int] | None) -> Origin:
        if span is None:
            return Origin(self.file, 1, 1)
        start, end = span
        line_start = self.text.rfind("\n", 0, start) + 1
        line_end = self.text.find("\n", start)
        end = min(end, len(self.text) if line_end < 0 else line_end)
        line = self.text.count("\n", 0, start) + 1
        return Origin(self.file, line, start - line_start + 1, max(1, end - start))


def _nearest(spans: dict[Path, tuple[int, int]], path: Path) -> tuple[int, int] | None:
    while path and path not in spans:
        path = path[:-1]
    return spans.get(path)


def scan(text: str, file: str) -> Places:
    """Find the places of all keys and values.

    Args:
        text: valid TOML.
        file: the name that the places carry.
    """
    scanner = _Scanner(text, Places(file, text))
    scanner.document()
    return scanner.places


def _tokens(text: str) -> Iterator[_Token]:
    for match in _TOKEN.finditer(text):
        if match.lastgroup is not None and match.lastgroup != "space":
            yield _Token(match.lastgroup, match[0], match.start())


class _Scanner:
    """One pass over the tokens; `places` fills up on the way."""

    def __init__(self, text: str, places: Places) -> None:
        self.places = places
        self._tokens = list(_tokens(text))
        self._at = 0
        self._elements: dict[Path, int] = {}

    def _peek(self) -> str:
        return self._tokens[self._at].text if self._at < len(self._tokens) else ""

    def _kind(self) -> str:
        return self._tokens[self._at].kind if self._at < len(self._tokens) else ""

    def _take(self) -> _Token:
        token = self._tokens[self._at]
        self._at += 1
        return token

    def _skip(self, *marks: str) -> None:
        while self._kind() == "newline" or (self._peek() in marks and self._kind() == "mark"):
            self._at += 1

    def document(self) -> None:
        """All lines: headers and pairs."""
        prefix: Path = ()
        self._skip()
        while self._kind():
            prefix = self._header() if self._peek() == "[" else self._pair(prefix)
            self._skip()

    def _header(self) -> Path:
        self._take()
        is_array = self._peek() == "["
        if is_array:
            self._take()
        path = self._key(())
        self._skip("]")
        if not is_array:
            return path
        number = self._elements[path] = self._elements.get(path, -1) + 1
        return (*path, number)

    def _key(self, prefix: Path) -> Path:
        """A key with its dots, each part recorded."""
        path = prefix
        while True:
            token = self._take()
            path = (*path, _name(token))
            self.places.keys.setdefault(path, (token.start, token.start + len(token.text)))
            if self._peek() != ".":
                return path
            self._take()

    def _pair(self, prefix: Path) -> Path:
        path = self._key(prefix)
        self._take()
        self._value(path)
        return prefix

    def _value(self, path: Path) -> None:
        start = self._tokens[self._at].start
        if self._peek() == "[":
            self._array(path)
        elif self._peek() == "{":
            self._inline_table(path)
        else:
            while self._kind() in {"bare", "string"} or self._peek() == ".":
                self._at += 1
        last = self._tokens[self._at - 1]
        self.places.values[path] = (start, last.start + len(last.text))

    def _array(self, path: Path) -> None:
        self._take()
        number = 0
        self._skip()
        while self._peek() != "]":
            self._value((*path, number))
            number += 1
            self._skip(",")
        self._take()

    def _inline_table(self, path: Path) -> None:
        self._take()
        self._skip()
        while self._peek() != "}":
            self._pair(path)
            self._skip(",")
        self._take()


def _name(token: _Token) -> str:
    if token.kind == "bare":
        return token.text
    return str(tomllib.loads(f"name = {token.text}")["name"])
