"""What somebody else has made while a plan was not finished: the way back does not take it away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from msgspec.structs import replace

from wesley.changes.edit import exchange
from wesley.changes.own_names import is_own
from wesley.config.ignore_rules import IgnoreRule
from wesley.diff.renames import Renames
from wesley.ir.schema import Physical
from wesley.ir.table import Table
from wesley.plan.ignore import Place, rule_for
from wesley.plan.ignored import PARTS, place_of
from wesley.plan.own_objects import IN_NAMESPACES

_PARTS = (("column", "columns"), *PARTS)


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


def with_ignored_parts(
    target: Physical, found: Physical, known: tuple[Physical, ...], rules: tuple[IgnoreRule, ...], renames: Renames
) -> Physical:
    """Where the way back leads, with the parts of its tables that the plan knows nothing of and rules leave to others.

    Args:
        target: where the plan began.
        found: what is there.
        known: the schemas that the plan speaks of.
        rules: what is left to others.
        renames: those of the plan.
    """
    then = {now: before for before, now in renames.tables}
    for table in found.tables if rules else ():
        here = (table.schema, table.name)
        names = {here, then.get(here, here)}
        former = target.table(*then.get(here, here))
        if former is not None:
            its = [one for schema in known for one in schema.tables if (one.schema, one.name) in names]
            parts = _parts(table, former, its, rules)
            target = exchange(target, "tables", ((former, replace(former, **parts)),)) if parts else target
    return target


def _parts(table: Table, former: Table, known: list[Table], rules: tuple[IgnoreRule, ...]) -> dict[str, Any]:
    parts: dict[str, Any] = {}
    owners = tuple(place_of("table", one) for one in (former, table))
    for kind, field in _PARTS:
        there = {part.name for one in known for part in getattr(one, field)}
        others = (one for one in getattr(table, field) if one.name not in there)
        added = tuple(one for one in others if is_left_to_others(kind, one.name, owners, rules))
        if added:
            parts[field] = (*getattr(former, field), *added)
    roles = {grant.role for one in known for grant in one.grants}
    strange = (grant for grant in table.grants if grant.role not in roles)
    grants = tuple(one for one in strange if is_left_to_others("privilege", one.role, owners, rules))
    return parts | {"grants": (*former.grants, *grants)} if grants else parts


def is_left_to_others(kind: str, name: str, owners: Iterable[Place], rules: tuple[IgnoreRule, ...]) -> bool:
    """Whether a rule fits a part of a table.

    Args:
        kind, name: the part.
        owners: the table under each of its names.
        rules: what is left to others.
    """
    return any(rule_for(Place(kind, owner.schema, name, owner), rules) is not None for owner in owners)


def _names(schema: Physical) -> Iterator[tuple[str, str]]:
    return ((one.schema, one.name) for collection in IN_NAMESPACES for one in getattr(schema, collection))


def _is_others(one: Any, names: set[tuple[str, str]]) -> bool:
    ours = is_own(one.name) or is_own(one.schema)
    return (one.schema, one.name) not in names and not ours
