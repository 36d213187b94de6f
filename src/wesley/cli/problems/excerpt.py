"""One line of a source as a terminal can show it, and where below it to underline."""

from __future__ import annotations

import re
import unicodedata

from msgspec import Struct

LONGEST = 110
"""Characters of a line that are shown; of a longer one, the part around the place."""

LEAD = 40
"""Characters that are shown before the place when the line is cut."""

TAB = "    "

_LINE_END = re.compile(r"\r\n|\n|\r")
_PASSWORD = re.compile(
    r"""(?P<before>://[^\s:/@"']*:)(?P<secret>[^\s"']+)(?=@)
      | (?P<option>password\s*=\s*)(?P<value>[^\s"'&]+)""",
    re.IGNORECASE | re.VERBOSE,
)


class Excerpt(Struct, frozen=True):
    """A line to show.

    Args:
        text: what to print.
        indent: columns of the terminal before the place.
        width: columns of the terminal to underline, at least 1.
    """

    text: str
    indent: int
    width: int


def split_lines(text: str) -> list[str]:
    """Lines as GraphQL and TOML count them: not at form feeds or Unicode separators, as `str.splitlines` does."""
    return _LINE_END.split(text)


def excerpt(line: str, column: int, length: int) -> Excerpt:
    """Cut a line around a place and make it safe to print.

    Args:
        line: one line, without its end.
        column: place in characters, from 1.
        length: characters to underline.
    """
    line = _without_password(line)
    start = min(max(0, column - 1), len(line))
    begin = max(0, start - LEAD) if len(line) > LONGEST else 0
    end = min(len(line), begin + LONGEST)
    window = line[begin:end]
    marked_end = min(start + length, end) - begin
    before = ("…" if begin else "") + visible(window[: start - begin])
    marked = visible(window[start - begin : marked_end])
    after = visible(window[marked_end:]) + ("…" if end < len(line) else "")
    return Excerpt(before + marked + after, width(before), max(1, width(marked)))


def visible(text: str) -> str:
    """A text whose control characters are pictures: it can neither steer a terminal nor turn its direction."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_visible(character) for character in text)


def width(text: str) -> int:
    """Columns that a visible text takes on a terminal."""
    return len(text) if text.isascii() else sum(_width(character) for character in text)


def _visible(character: str) -> str:
    if character == "\t":
        return TAB
    if ord(character) < 0x20:
        return chr(0x2400 + ord(character))
    if character == "\x7f":
        return "\u2421"
    # Categories: control, format (direction marks), surrogate, line and paragraph separators.
    return "\ufffd" if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"} else character


def _width(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def _without_password(line: str) -> str:
    """The line with what looks like a password starred out, at its length."""
    return _PASSWORD.sub(_starred, line) if "password" in line.lower() or "://" in line else line


def _starred(match: re.Match[str]) -> str:
    kept = match["before"] or match["option"]
    return kept + "*" * (len(match[0]) - len(kept))
