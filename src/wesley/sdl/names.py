"""From GraphQL names to database names: cases, plurals, and the names that PostgreSQL itself would choose."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache

from wesley.config.settings import Naming

NAME_BYTES = 63
"""Longest identifier in bytes (PostgreSQL manual, 4.1.1: NAMEDATALEN - 1)."""

_WORD_STARTS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")

_IRREGULAR = {
    "person": "people",
    "child": "children",
    "man": "men",
    "woman": "women",
    "mouse": "mice",
    "goose": "geese",
    "tooth": "teeth",
    "foot": "feet",
    "ox": "oxen",
    "datum": "data",
    "medium": "media",
    "criterion": "criteria",
    "index": "indexes",
    "matrix": "matrices",
    "analysis": "analyses",
    "basis": "bases",
    "crisis": "crises",
    "leaf": "leaves",
    "shelf": "shelves",
    "knife": "knives",
    "life": "lives",
    "quiz": "quizzes",
}
_UNCOUNTABLE = frozenset(
    ("data", "equipment", "information", "metadata", "money", "news", "series", "software", "species", "staff")
)
_PLURALS = frozenset(_IRREGULAR.values()) | _UNCOUNTABLE


@lru_cache(maxsize=4096)
def snake_case(name: str) -> str:
    """`orgId` -> `org_id`, `HTTPServer` -> `http_server`; a name that is snake_case already stays."""
    return _WORD_STARTS.sub("_", name).lower()


def plural(word: str, exceptions: dict[str, str] | None = None) -> str:
    """The plural of the last word of a snake_case name.

    Args:
        word: snake_case name, singular or plural.
        exceptions: plurals that the user gave, by singular.
    """
    head, _, last = word.rpartition("_")
    return f"{head}_{_plural_word(last, exceptions or {})}" if head else _plural_word(last, exceptions or {})


def _plural_word(word: str, exceptions: dict[str, str]) -> str:
    if word in exceptions:
        return exceptions[word]
    if word in exceptions.values() or word in _PLURALS:
        return word
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if _looks_plural(word):
        return word
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in ("", *"aeiou"):
        return word[:-1] + "ies"
    return word + "s"


def _looks_plural(word: str) -> bool:
    return word.endswith("s") and not word.endswith(("ss", "us", "is", "as", "os"))


def table_name(type_name: str, naming: Naming) -> str:
    """The name of the table of a GraphQL type."""
    name = snake_case(type_name)
    return plural(name, dict(naming.plurals)) if naming.tables == "plural" else name


def column_name(field_name: str, naming: Naming) -> str:
    """The name of the column of a GraphQL field."""
    return snake_case(field_name) if naming.columns == "snake_case" else field_name


def default_name(*parts: str, suffix: str) -> str:
    """The name that PostgreSQL gives to a constraint or index: `table_column_suffix`.

    PostgreSQL cuts a name that is too long and may then number it; here a hash of the whole name takes the place of
    what was cut, so that two long names stay two names.

    Args:
        parts: table name, then column names.
        suffix: `pkey`, `key`, `fkey`, `idx`, `check` or `excl` (measured on PostgreSQL 15).
    """
    whole = "_".join((*parts, suffix))
    if len(whole.encode()) <= NAME_BYTES:
        return whole
    tail = f"_{hashlib.sha256(whole.encode()).hexdigest()[:8]}_{suffix}"
    stem = "_".join(parts).encode()[: NAME_BYTES - len(tail)].decode(errors="ignore")
    return stem + tail


def free_name(wanted: str, taken: set[str]) -> str:
    """`wanted`, or with the first number that makes it free, as PostgreSQL numbers the names that it chooses."""
    if wanted not in taken:
        return wanted
    number = 1
    while (numbered := _numbered(wanted, number)) in taken:
        number += 1
    return numbered


def _numbered(name: str, number: int) -> str:
    digits = str(number)
    return name.encode()[: NAME_BYTES - len(digits)].decode(errors="ignore") + digits
