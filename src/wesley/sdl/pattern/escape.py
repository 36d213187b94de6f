"""Characters and escapes of regular expressions, in the form that PostgreSQL and JavaScript read alike."""

from __future__ import annotations

_SYNTAX = frozenset("^$\\.*+?()[]{}|")
_CLASS_SYNTAX = frozenset("\\]^-[")
_CONTROL = {"\n": "\\n", "\t": "\\t", "\r": "\\r", "\f": "\\f", "\v": "\\v", "\u2028": "\\u2028", "\u2029": "\\u2029"}
_SAME = {"n": "\n", "t": "\t", "r": "\r", "f": "\f", "v": "\v"}

SHORTHANDS = {
    "d": "[0-9]",
    "D": "[^0-9]",
    "w": "[A-Za-z0-9_]",
    "W": "[^A-Za-z0-9_]",
    "s": "[ \\t\\n\\r\\f\\v]",
    "S": "[^ \\t\\n\\r\\f\\v]",
}
"""What JavaScript means by them in ASCII; what PostgreSQL means depends on the collation (manual, 9.7.3.3)."""

IN_CLASS = {SHORTHANDS[letter]: SHORTHANDS[letter][1:-1] for letter in "dws"}

_CONSTRAINTS = frozenset("AmMyYZ")
_OTHER = frozenset("abBceux0123456789")


class PatternError(Exception):
    """A regular expression that PostgreSQL refuses.

    Args:
        message: one sentence, without a full stop.
        offset: where, in characters from 0.
    """

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset


class Scanner:
    """A place in a pattern, and why the pattern is not one that both dialects read alike, if it is not."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.offset = 0
        self.outside = ""

    @property
    def at_end(self) -> bool:
        """True behind the last character."""
        return self.offset >= len(self.text)

    def at(self, wanted: str) -> bool:
        """True when the text goes on with `wanted`."""
        return self.text.startswith(wanted, self.offset)

    def take(self, wanted: str) -> bool:
        """Step over `wanted` when the text goes on with it."""
        found = self.at(wanted)
        self.offset += len(wanted) if found else 0
        return found

    def next(self) -> str:
        """Step over one character and give it."""
        self.offset += 1
        return self.text[self.offset - 1]

    def leave(self, reason: str) -> None:
        """Note why the dialects differ; the first reason is kept."""
        self.outside = self.outside or reason


def escaped(character: str) -> str:
    """A character as an atom."""
    return _CONTROL.get(character) or (f"\\{character}" if character in _SYNTAX else character)


def escaped_in_class(character: str) -> str:
    """A character as a member of a class."""
    return _CONTROL.get(character) or (f"\\{character}" if character in _CLASS_SYNTAX else character)


def read_escape(scanner: Scanner, *, in_class: bool = False) -> str:
    """What stands behind a backslash: a character, a class (in its brackets), or an escape of PostgreSQL's own.

    Raises:
        PatternError: PostgreSQL refuses it.
    """
    place = scanner.offset - 1
    if scanner.at_end:
        raise PatternError("a backslash at the end escapes nothing", place)
    letter = scanner.next()
    if letter in SHORTHANDS:
        if in_class and letter in "DWS":
            scanner.leave(f"`\\{letter}` in brackets cannot be written out alike")
            return f"\\{letter}"
        return SHORTHANDS[letter]
    if letter in _SAME:
        return _SAME[letter]
    if letter in "uU":
        return _code_point(scanner, letter, place)
    if not (letter.isascii() and letter.isalnum()):
        return letter
    if letter not in _OTHER and (in_class or letter not in _CONSTRAINTS):
        raise PatternError(f"there is no escape `\\{letter}`", place)
    scanner.leave(f"`\\{letter}` means something else in JavaScript, or nothing")
    return f"\\{letter}"


def is_constraint(escape: str) -> bool:
    """True for an escape that matches a place between characters, and so takes no quantifier."""
    return len(escape) == 2 and escape[1] in _CONSTRAINTS


def _code_point(scanner: Scanner, letter: str, place: int) -> str:
    length = 4 if letter == "u" else 8
    digits = scanner.text[scanner.offset : scanner.offset + length]
    if len(digits) < length or any(digit not in "0123456789abcdefABCDEF" for digit in digits):
        raise PatternError(f"`\\{letter}` needs {length} hexadecimal digits", place)
    scanner.offset += length
    number = int(digits, 16)
    if number == 0 or 0xD800 <= number <= 0xDFFF or number > 0x10FFFF:
        scanner.leave(f"`\\{letter}{digits}` is no character that a text can hold")
        return f"\\{letter}{digits}"
    return chr(number)
