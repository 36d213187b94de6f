"""The expressions of a schema by their places, and another schema's expression at each of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from wesley.ir.column import Column, Generated
from wesley.ir.constraint import Check, Exclusion, ExclusionElement
from wesley.ir.domain import Domain
from wesley.ir.expression import Expression
from wesley.ir.index import Index, IndexKey
from wesley.ir.policy import Policy
from wesley.ir.routine import Trigger
from wesley.ir.schema import Physical
from wesley.ir.table import Partitioning, Table
from wesley.ir.view import View

Path: TypeAlias = "tuple[Struct, ...]"
"""The elements around an expression, from the schema inwards."""

Decide: TypeAlias = Callable[[Path, Expression, Expression], Expression]
"""What stands at a place, given what was found there and what is expected."""

_Element = TypeVar("_Element", bound=Struct)

# The fields in which expressions are, directly or further inside.
_FIELDS: dict[type[Struct], tuple[str, ...]] = {
    Physical: ("domains", "tables", "views"),
    Domain: ("default", "checks"),
    Table: ("columns", "checks", "exclusions", "indexes", "triggers", "policies", "partitioning"),
    View: ("query", "indexes"),
    Column: ("default", "generated"),
    Generated: ("expression",),
    Check: ("expression",),
    Exclusion: ("elements", "where"),
    ExclusionElement: ("key",),
    Index: ("keys", "where"),
    IndexKey: ("expression",),
    Partitioning: ("keys",),
    Policy: ("using", "check"),
    Trigger: ("when",),
}
# What may have another name on the other side and still be the same: a rename.
_NAMED_ANEW = (Check, Exclusion, Index, Policy, Trigger)


def decided(found: Physical, expected: Physical, decide: Decide) -> Physical:
    """A schema with each expression decided anew whose place the other schema has too.

    Elements belong together that have the same name; of those left over, constraints, indexes, policies and triggers
    that differ in nothing but their name.
    """
    return _element((), found, expected, decide)


def _element(path: Path, found: _Element, expected: Any, decide: Decide) -> _Element:
    if found == expected:
        return found
    inside: Path = (*path, found)
    changed = {}
    for field in _FIELDS[type(found)]:
        before = getattr(found, field)
        after = _value(inside, before, getattr(expected, field), decide)
        if after is not before:
            changed[field] = after
    return replace(found, **changed) if changed else found


def _value(path: Path, found: Any, expected: Any, decide: Decide) -> Any:
    if found is None or expected is None:
        return found
    if isinstance(found, Expression):
        return found if found.sql == expected.sql else decide(path, found, expected)
    if isinstance(found, tuple):
        return _elements(path, found, expected, decide)
    return _element(path, found, expected, decide)


def _elements(path: Path, found: tuple[Any, ...], expected: tuple[Any, ...], decide: Decide) -> tuple[Any, ...]:
    if found == expected:
        return found
    known = {_label(element, place): element for place, element in enumerate(expected)}
    labels = [_label(element, place) for place, element in enumerate(found)]
    left = [element for label, element in known.items() if label not in labels]
    return tuple(
        _element(path, element, known[label], decide) if label in known else _renamed(path, element, left, decide)
        for label, element in zip(labels, found, strict=True)
    )


def _label(element: Any, place: int) -> tuple[str, ...]:
    """What an element is known by; keys have no name and are known by their place."""
    names = tuple(str(getattr(element, part)) for part in ("schema", "name") if hasattr(element, part))
    return names or (str(place),)


def _renamed(path: Path, found: _Element, left: list[Any], decide: Decide) -> _Element:
    if isinstance(found, _NAMED_ANEW):
        for candidate in left:
            element = _element(path, found, candidate, decide)
            if replace(element, name=candidate.name) == candidate:
                return element
    return found
