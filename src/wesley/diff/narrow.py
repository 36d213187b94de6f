"""Two schemas without all that they have in common, so that what follows costs what the difference costs."""

from __future__ import annotations

from typing import Any

from wesley.changes.edit import identity
from wesley.ir.schema import Physical

COLLECTIONS = (
    "namespaces",
    "extensions",
    "enums",
    "domains",
    "sequences",
    "tables",
    "views",
    "functions",
)


def narrow(old: Physical, new: Physical) -> tuple[Physical, Physical]:
    """The two schemas without the elements that are equal in both."""
    left, right = {}, {}
    for name in COLLECTIONS:
        left[name], right[name] = _without_equal(getattr(old, name), getattr(new, name))
    return Physical(**left), Physical(**right)


def _without_equal(old: tuple[Any, ...], new: tuple[Any, ...]) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    before = {identity(element): element for element in old}
    equal = {key for element in new if before.get(key := identity(element)) == element}
    return (
        tuple(element for element in old if identity(element) not in equal),
        tuple(element for element in new if identity(element) not in equal),
    )
