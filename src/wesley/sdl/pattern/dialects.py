"""Regular expressions: whether PostgreSQL takes them, and whether JavaScript reads them alike.

The common subset is that of PostgreSQL's advanced regular expressions (manual, 9.7.3) and JavaScript's with the flags
`su`: with them both count characters and not code units, and `.` matches a line break in both. What means the same in
both but is spelled differently (`\\d`, a lone `{`) is rewritten into one spelling that both read.
"""

from __future__ import annotations

import re

from msgspec import Struct

from wesley.sdl.pattern.bracket import read_class
from wesley.sdl.pattern.escape import PatternError, Scanner, escaped, is_constraint, read_escape

__all__ = ["Pattern", "PatternError", "read_pattern"]

_BOUND = re.compile(r"\{(\d+)(?:(,)(\d*))?\}")
_LARGEST_BOUND = 255  # DUPMAX in regguts.h
_LARGEST_SIZE = 50_000  # 51,000 states were refused as too complex, 25,500 were not (measured on 15 and 18)
_DEEPEST = 100
_OPTIONS = re.compile(r"\(\?[bceimnpqstwx]+\)")


class Pattern(Struct, frozen=True):
    """A regular expression that PostgreSQL takes.

    Args:
        text: in the spelling that both dialects read when `outside` is empty; as it was written otherwise.
        outside: why JavaScript reads it differently, as a clause; empty when it does not.
    """

    text: str
    outside: str


def read_pattern(text: str) -> Pattern:
    """Read a regular expression of PostgreSQL's advanced kind.

    Raises:
        PatternError: PostgreSQL refuses it.
    """
    scanner = Scanner(text)
    # Section 9.7.3.4 of the manual: what begins with *** goes on with : or =.
    if text.startswith("***") and text[3:4] not in (":", "="):
        raise PatternError("`***` is followed by `:` or `=`", 0)
    if text.startswith("***:"):
        read_pattern(text[4:])
    if text.startswith("***") or _OPTIONS.match(text):
        return Pattern(text, "options such as `(?i)` and `***=` are PostgreSQL's alone")
    common, size = _branches(scanner, 0)
    if not scanner.at_end:
        raise PatternError("this `)` closes nothing", scanner.offset)
    if size > _LARGEST_SIZE:
        raise PatternError("with its repetitions written out this is too long for PostgreSQL", 0)
    return Pattern(text if scanner.outside else common, scanner.outside)


Part = tuple[str, int]
"""A part in the common spelling, and its size with repetitions written out."""


def _branches(scanner: Scanner, depth: int) -> Part:
    if depth > _DEEPEST:
        raise PatternError(f"parentheses are nested more than {_DEEPEST} levels deep", scanner.offset)
    texts: list[str] = []
    total = 0
    while True:
        text, size = _branch(scanner, depth)
        texts.append(text)
        total += size
        if not scanner.take("|"):
            return "|".join(texts), total


def _branch(scanner: Scanner, depth: int) -> Part:
    texts: list[str] = []
    total = 0
    while not scanner.at_end and not scanner.at("|") and not scanner.at(")"):
        text, size, repeatable = _atom(scanner, depth)
        quantifier, most = _quantifier(scanner, repeatable=repeatable)
        texts.append(text + quantifier)
        total += size * most
    return "".join(texts), total


def _atom(scanner: Scanner, depth: int) -> tuple[str, int, bool]:
    """The next atom, its size, and whether it can be repeated."""
    place = scanner.offset
    if scanner.at("(?#"):
        return _comment(scanner)
    character = scanner.next()
    if character == "(":
        return _group(scanner, depth, place)
    if character == "[":
        return read_class(scanner), 1, True
    if character == "\\":
        found = read_escape(scanner)
        return (escaped(found) if len(found) == 1 else found), 1, not is_constraint(found)
    if character in "^$":
        return character, 1, False
    if character in "*+?" or (character == "{" and scanner.text[scanner.offset : scanner.offset + 1].isdigit()):
        raise PatternError(f"`{character}` repeats nothing here", place)
    if character == "{" and re.match(r",\d+\}", scanner.text[scanner.offset :]):
        raise PatternError("a bound has a lower end: write `{0,5}`", place)
    return (character if character == "." else escaped(character)), 1, True


def _comment(scanner: Scanner) -> tuple[str, int, bool]:
    end = scanner.text.find(")", scanner.offset)
    if end < 0:
        raise PatternError("this comment is not closed", scanner.offset)
    scanner.leave("comments are PostgreSQL's alone")
    scanner.offset = end + 1
    return "", 0, True


_OPENINGS = ("?:", "?=", "?!", "?<=", "?<!")


def _group(scanner: Scanner, depth: int, place: int) -> tuple[str, int, bool]:
    opening = next((one for one in _OPENINGS if scanner.take(one)), "")
    if not opening and scanner.at("?"):
        raise PatternError("PostgreSQL knows no such group: only `(?:`, `(?=`, `(?!`, `(?<=` and `(?<!`", place)
    text, size = _branches(scanner, depth + 1)
    if not scanner.take(")"):
        raise PatternError("this `(` is not closed", place)
    return f"({opening}{text})", size, opening in ("", "?:")


def _quantifier(scanner: Scanner, *, repeatable: bool) -> tuple[str, int]:
    """The quantifier that follows an atom, and how often it repeats at most (one more than the least if forever)."""
    place = scanner.offset
    found, most = _repetition(scanner)
    if not found:
        return "", 1
    if not repeatable:
        raise PatternError("a place between characters cannot be repeated", place)
    if scanner.take("?"):
        found += "?"
    place = scanner.offset
    again, _ = _repetition(scanner)
    if again:
        raise PatternError("a quantifier cannot follow a quantifier", place)
    return found, most


def _repetition(scanner: Scanner) -> tuple[str, int]:
    for sign in "*+?":
        if scanner.take(sign):
            return sign, 1
    following = scanner.text[scanner.offset + 1 : scanner.offset + 2]
    if not scanner.at("{") or not (following.isascii() and following.isdigit()):
        return "", 1
    match = _BOUND.match(scanner.text, scanner.offset)
    if match is None:
        raise PatternError("a bound looks like `{3}`, `{3,}` or `{3,5}`", scanner.offset)
    least, most = int(match[1][:9]), int((match[3] or match[1])[:9])
    if most > _LARGEST_BOUND or least > most:
        message = (
            f"a bound is at most {_LARGEST_BOUND}" if most > _LARGEST_BOUND else "this bound ends before it begins"
        )
        raise PatternError(message, scanner.offset)
    scanner.offset = match.end()
    return match[0], max(most, 1) + (1 if match[2] and not match[3] else 0)
