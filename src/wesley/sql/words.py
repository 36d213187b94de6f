"""Long sets of words, written as running text."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of a text that blanks and line breaks separate."""
    return frozenset(text.split())
