"""Rules that fit nothing: most often a name that was mistyped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from wesley.config.ignore_rules import IgnoreRule
from wesley.ir.enum import Enum
from wesley.ir.schema import Physical
from wesley.ir.table import Table
from wesley.ir.unmanaged import Unmanaged
from wesley.ir.view import View
from wesley.plan.ignore import Place, rule_for
from wesley.plan.ignored import NOUNS, PARTS, SETTINGS, place_of


def unfit(
    rules: Iterable[IgnoreRule], schemas: Iterable[Physical], unmanaged: Iterable[Unmanaged] = ()
) -> tuple[IgnoreRule, ...]:
    """The rules that fit no object.

    Args:
        rules: what is left to others.
        schemas: the database, and the schema that shall be there.
        unmanaged: what the database holds beside what the IR can.
    """
    places = {place for schema in schemas for place in _places(schema)}
    places |= {Place(one.kind, one.schema, one.name) for one in unmanaged}
    return tuple(rule for rule in rules if not any(rule_for(place, (rule,)) for place in places))


def _places(schema: Physical) -> Iterator[Place]:
    for collection, kind in NOUNS.items():
        for one in getattr(schema, collection):
            place = place_of(kind, one)
            yield from _one(place)
            yield from _in(place, one)


def _one(place: Place) -> Iterator[Place]:
    yield place
    yield Place("comment", place.schema, place.name, place.owner)


def _in(place: Place, one: Any) -> Iterator[Place]:
    if isinstance(one, Table):
        keys = () if one.primary_key is None else (one.primary_key,)
        yield from (place_of("primary key", key, place) for key in keys)
        yield from (part for kind, field in PARTS for each in getattr(one, field) for part in _part(kind, each, place))
        yield from (Place(kind, place.schema, "", place) for kind, _ in SETTINGS)
    if isinstance(one, Table | View):
        yield from (part for column in one.columns for part in _part("column", column, place))
    if isinstance(one, View):
        yield from (place_of("index", index, place) for index in one.indexes)
    if isinstance(one, Enum):
        yield from (Place("enum value", place.schema, value, place) for value in one.values)
    yield from (Place("privilege", place.schema, grant.role, place) for grant in getattr(one, "grants", ()))


def _part(kind: str, one: Any, owner: Place) -> Iterator[Place]:
    return _one(place_of(kind, one, owner))
