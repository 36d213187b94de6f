"""What somebody else has made while a plan was not finished: the way back does not take it away."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from wesley.changes.own_names import is_own
from wesley.ir.schema import Physical
from wesley.plan.own_objects import IN_NAMESPACES


def with_others_work(target: Physical, found: Physical, known: tuple[Physical, ...]) -> Physical:
    """Where the way back leads: where the plan began, and what the plan knows nothing of.

    Args:
        target: where the plan began.
        found: what is there.
        known: the schemas that the plan speaks of.
    """
    names = {name for schema in known for name in _names(schema)}
    for collection in IN_NAMESPACES:
        others = tuple(one for one in getattr(found, collection) if _is_others(one, names))
        if others:
            target = replace(target, **{collection: (*getattr(target, collection), *others)})
    there = {one.name for schema in known for one in schema.namespaces}
    others = tuple(one for one in found.namespaces if one.name not in there and not is_own(one.name))
    return replace(target, namespaces=(*target.namespaces, *others)) if others else target


def _names(schema: Physical) -> Iterator[tuple[str, str]]:
    return ((one.schema, one.name) for collection in IN_NAMESPACES for one in getattr(schema, collection))


def _is_others(one: Any, names: set[tuple[str, str]]) -> bool:
    ours = is_own(one.name) or is_own(one.schema)
    return (one.schema, one.name) not in names and not ours
