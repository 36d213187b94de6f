"""What to write in the schema for one finding."""

from __future__ import annotations

from msgspec import Struct

from wesley.ir.origin import NOWHERE, Origin


class Edit(Struct, frozen=True, kw_only=True):
    """A place of a text of the schema, and what stands there instead.

    Args:
        file: name of the text.
        start, end: where it begins and ends, in characters from 0; equal where something is put in.
        text: what stands there instead; empty where something is taken out.
        removed: what stood there.
        where: the place in words: `type User`, `field User.age`, `the end of the file`.
        origin: the line to go to.
    """

    file: str
    start: int
    end: int
    text: str
    removed: str = ""
    where: str
    origin: Origin = NOWHERE


class Adoption(Struct, frozen=True, kw_only=True):
    """The edits that let the schema say what the database has, or why there are none; they were tried."""

    edits: tuple[Edit, ...] = ()
    reason: str = ""


def applied(texts: dict[str, str], edits: tuple[Edit, ...]) -> dict[str, str]:
    """The texts with all edits made.

    Args:
        texts: by name.
        edits: none of which overlaps another; of several at one place the first comes first.
    """
    changed = dict(texts)
    placed = sorted(enumerate(edits), key=lambda one: (one[1].file, one[1].start, one[1].end, one[0]), reverse=True)
    for _, edit in placed:
        before = changed[edit.file]
        changed[edit.file] = before[: edit.start] + edit.text + before[edit.end :]
    return changed


def overlap(edits: tuple[Edit, ...], others: tuple[Edit, ...]) -> bool:
    """True when two edits change the same text."""
    return any(
        one.file == other.file and one.start < other.end and other.start < one.end for one in edits for other in others
    )
