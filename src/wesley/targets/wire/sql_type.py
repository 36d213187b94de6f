"""A column type, taken apart: `Column.type` is text as `format_type()` prints it."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

# Types of extensions live in a schema of the user's choice, so only their own name tells them.
EXTENSION_TYPES = frozenset({"citext", "vector", "halfvec"})

_TYPE = re.compile(r"(?P<head>[^(\"]+)(?:\((?P<modifiers>-?\d+(?:,-?\d+)*)\))?(?P<tail> [a-z ]+)?")


class SqlType(Struct, frozen=True):
    """A type without its array brackets.

    Args:
        name: the type without modifiers: `numeric`, `timestamp with time zone`; what `format_type()` prints as
            qualified stays so (`public.status`), except for the extension types that Wesley knows.
        modifiers: the numbers in parentheses: `(12, 2)` of `numeric(12,2)`.
        is_array: True for an array. PostgreSQL's array types do not say how many dimensions they have.
    """

    name: str
    modifiers: tuple[int, ...] = ()
    is_array: bool = False


@lru_cache(maxsize=1024)
def parse_type(text: str) -> SqlType:
    """Take a type apart. A type that is quoted anywhere is a user's own: it is kept as it is."""
    name = text.removesuffix("[]")
    match = _TYPE.fullmatch(name)
    if match is None:
        return SqlType(name, (), name != text)
    modifiers = tuple(int(number) for number in (match["modifiers"] or "").split(",") if number)
    bare = match["head"].strip() + (match["tail"] or "")
    last = bare.rpartition(".")[2]
    return SqlType(last if last in EXTENSION_TYPES else bare, modifiers, name != text)
