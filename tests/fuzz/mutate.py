"""From a schema that compiles to one that probably does not: small and large damage, the same for the same seed."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

NASTY = (
    "",
    "'",
    '\\"',
    "''",
    "; DROP TABLE users; --",
    "1) UNION (SELECT 2",
    "$$",
    "/*",
    "*/",
    "--",
    "\\u0000",
    "\\n",
    "\\\\",
    "${process.exit()}",
    "`",
    "</script>",
    "ü" * 40,
    "x" * 70,
    "\U0001f600",
    "public",
    "pg_catalog",
    "NULL",
    "%s",
    "{}",
    "[",
    "a.b.c",
    "now()",
    "id",
)
"""Texts that have hurt somebody."""

_STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"')
_WORD = re.compile(r"[A-Za-z_][A-Za-z_0-9]*")
_NUMBER = re.compile(r"\b\d+\b")
_TOKEN = re.compile(r'"(?:[^"\\\n]|\\.)*"|[A-Za-z_0-9]+|\S')


def mutated(text: str, seed: int) -> str:
    """The text with one to four mutations.

    Args:
        text: schema text.
        seed: chooses the mutations.
    """
    chance = random.Random(seed)
    for _ in range(chance.randint(1, 4)):
        text = chance.choice(MUTATIONS)(text, chance)
    return text


def _some(pattern: re.Pattern[str], text: str, chance: random.Random) -> re.Match[str] | None:
    found = list(pattern.finditer(text))
    return chance.choice(found) if found else None


def _replace(match: re.Match[str] | None, text: str, new: str) -> str:
    return text if match is None else text[: match.start()] + new + text[match.end() :]


def nasty_string(text: str, chance: random.Random) -> str:
    """Put a nasty text into a string."""
    return _replace(_some(_STRING, text, chance), text, f'"{chance.choice(NASTY)}"')


def other_word(text: str, chance: random.Random) -> str:
    """Put one word of the text in another's place."""
    word = _some(_WORD, text, chance)
    return _replace(_some(_WORD, text, chance), text, word.group() if word else "")


def other_number(text: str, chance: random.Random) -> str:
    """Put an odd number in a number's place."""
    number = chance.choice(("0", "-1", "2147483648", "9" * 400, "1e400", "1.5", "00"))
    return _replace(_some(_NUMBER, text, chance), text, number)


def without_token(text: str, chance: random.Random) -> str:
    """Leave a token out."""
    return _replace(_some(_TOKEN, text, chance), text, "")


def doubled_token(text: str, chance: random.Random) -> str:
    """Write a token twice."""
    token = _some(_TOKEN, text, chance)
    return _replace(token, text, f"{token.group()} {token.group()}" if token else "")


def moved_line(text: str, chance: random.Random) -> str:
    """Write a line somewhere else."""
    lines = text.split("\n")
    line = lines.pop(chance.randrange(len(lines)))
    lines.insert(chance.randrange(len(lines) + 1), line)
    return "\n".join(lines)


def odd_character(text: str, chance: random.Random) -> str:
    """Put an odd character anywhere."""
    at = chance.randrange(len(text) + 1)
    return text[:at] + chance.choice("\x00\x01\t\r\ufeff\u2028\ud7ff\U0010ffffÄ'\"@{}()[]!:=|&#\\") + text[at:]


def cut_short(text: str, chance: random.Random) -> str:
    """End the text early."""
    return text[: chance.randrange(len(text) + 1)]


def nested(text: str, chance: random.Random) -> str:
    """Nest a list deeply in place of a string."""
    depth = chance.choice((3, 60, 3000))
    return _replace(_some(_STRING, text, chance), text, "[" * depth + "]" * depth)


MUTATIONS: tuple[Callable[[str, random.Random], str], ...] = (
    nasty_string,
    nasty_string,
    other_word,
    other_word,
    other_number,
    without_token,
    doubled_token,
    moved_line,
    odd_character,
    cut_short,
    nested,
)
"""What can happen to a text; what is listed twice happens more often, since it leads further into the compiler."""
