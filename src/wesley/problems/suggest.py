"""'Did you mean': the known word that a wrong word is nearest to."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# A longer word is no slip of the pen, and comparing it costs the square of its length.
LONGEST_SLIP = 100


def closest(word: str, known: Iterable[str]) -> str:
    """The known word nearest to `word`, whatever the case of its letters; empty when none is near."""
    from difflib import get_close_matches

    if len(word) > LONGEST_SLIP:
        return ""
    by_folded = {name.casefold(): name for name in known}
    matches = get_close_matches(word.casefold(), list(by_folded), n=1, cutoff=0.6)
    return by_folded[matches[0]] if matches else ""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A question that proposes the nearest known word; empty when none is near."""
    match = closest(word, known)
    return f"did you mean `{match}`?" if match else ""
