"""A privilege as `@grant`."""

from __future__ import annotations

from wesley.drift.adopt.words import Word, directive
from wesley.ir.access import Grant

_SAYABLE = frozenset(("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES"))


def written(grant: Grant) -> str | None:
    """The directive on the type, or on each of the columns that it is limited to; None for what it cannot say."""
    if not _SAYABLE.issuperset(grant.privileges):
        return None
    return directive("grant", roles=(grant.role,), privileges=tuple(map(Word, grant.privileges)))
