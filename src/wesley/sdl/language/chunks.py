"""A text cut where a definition surely ends, so that a change makes only its surroundings be read again.

The cut is behind each line that is `}` alone. Where all chunks can be read, they say together what the whole text says:
a chunk that ends inside a string, a comment or a bracket cannot be read, and no definition goes on behind its last `}`
(GraphQL specification, section 3).
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from msgspec import Struct

NEWLINE = re.compile(r"\r\n|[\n\r]")
"""A line end (GraphQL specification, 2.1.2)."""

_END = re.compile(r"^\}[ \t]*(?:\r\n|[\n\r])", re.MULTILINE)


class Chunk(Struct, frozen=True):
    """A part of a text.

    Args:
        text: the part, whole lines.
        number: how many chunks of the same words are before it.
        lines_before: how many lines of the text are before it.
    """

    text: str
    number: int
    lines_before: int


def chunks(text: str) -> tuple[Chunk, ...]:
    """The chunks of a text, one after the other; what follows the last definition and defines nothing is left out."""
    cuts = [0, *(found.end() for found in _END.finditer(text)), len(text)]
    parts = [text[start:end] for start, end in pairwise(cuts)]
    if len(parts) > 1 and not defines_something(parts[-1]):
        parts.pop()
    found, seen, lines = [], Counter[str](), 0
    for part in parts:
        found.append(Chunk(part, seen[part], lines))
        seen[part] += 1
        lines += len(NEWLINE.findall(part))
    return tuple(found)


def defines_something(text: str) -> bool:
    """Whether there is more in a text than comments and what GraphQL takes for blanks."""
    lines = (line.strip(" \t,\ufeff") for line in NEWLINE.split(text))
    return any(line and not line.startswith("#") for line in lines)
