"""A schema as what differs from another one, so that no plan holds thousands of equal tables three times."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from wesley.changes.edit import identity
from wesley.diff.narrow import COLLECTIONS, narrow
from wesley.ir.schema import Physical


class Difference(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What leads from one schema to another.

    Args:
        there: the elements that the other one has otherwise, or does not have.
        gone: the collection and the name of each element that only the other one has.
    """

    there: Physical = Physical()
    gone: tuple[tuple[str, ...], ...] = ()


def difference(before: Physical, after: Physical) -> Difference:
    """What differs in `after`."""
    left, right = narrow(before, after)
    gone = []
    for name in COLLECTIONS:
        kept = {identity(value) for value in getattr(right, name)}
        gone += [(name, *identity(value)) for value in getattr(left, name) if identity(value) not in kept]
    return Difference(there=right, gone=tuple(gone))


def applied(before: Physical, found: Difference) -> Physical:
    """The schema that a difference leads to."""
    gone = set(found.gone)
    collections: dict[str, Any] = {}
    for name in COLLECTIONS:
        there = getattr(found.there, name)
        replaced = {identity(value) for value in there}
        kept = (
            value
            for value in getattr(before, name)
            if identity(value) not in replaced and (name, *identity(value)) not in gone
        )
        collections[name] = (*kept, *there)
    return Physical(**collections)
