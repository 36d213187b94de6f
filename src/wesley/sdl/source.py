"""A text of the schema language and the name that messages give it."""

from __future__ import annotations

from msgspec import Struct


class Source(Struct, frozen=True):
    """One text of the schema language.

    Args:
        name: what messages call it: a path as the user sees it, or `<stdin>`.
        text: the text itself, decoded, without byte-order mark, its line ends as they were.
    """

    name: str
    text: str
