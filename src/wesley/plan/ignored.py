"""What rules leave to others: the goal of a plan has it as the database has it, so that nothing is done to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from wesley.changes.edit import identity
from wesley.changes.matching import match
from wesley.config.ignore_rules import IgnoreRule
from wesley.diff.narrow import narrow
from wesley.ir.access import Grant
from wesley.ir.enum import Enum
from wesley.ir.schema import Physical
from wesley.ir.table import Table
from wesley.ir.view import View
from wesley.plan.ignore import Place, rule_for

NOUNS = {
    "namespaces": "schema",
    "extensions": "extension",
    "enums": "enum",
    "domains": "domain",
    "sequences": "sequence",
    "tables": "table",
    "views": "view",
    "functions": "function",
}
"""The collections of a schema, and what to call one of their elements."""

PARTS = (
    ("unique constraint", "uniques"),
    ("check constraint", "checks"),
    ("foreign key", "foreign_keys"),
    ("exclusion constraint", "exclusions"),
    ("index", "indexes"),
    ("policy", "policies"),
    ("trigger", "triggers"),
)
"""The parts of a table that have names of their own beside its columns and its key, and its collections of them."""

SETTINGS = (
    ("row security", "row_security"),
    ("row security", "force_row_security"),
    ("persistence", "unlogged"),
    ("partitioning", "partitioning"),
    ("rows", "rows"),
    ("storage parameters", "parameters"),
)
"""What a table has one of, and its fields for it."""


_NOT_RENAMED: Mapping[tuple[str, str], tuple[str, str]] = MappingProxyType({})


class Ignored(Struct, frozen=True, kw_only=True):
    """A goal with what others manage taken over.

    Args:
        goal: the goal.
        told: what differs and is left to others, each with its rule: `index public.users.i (rule `index *`)`, sorted.
    """

    goal: Physical
    told: tuple[str, ...] = ()


def place_of(kind: str, one: Any, owner: Place | None = None) -> Place:
    """The place of an element: what stands alone, or a part of something.

    Args:
        kind: what to call it.
        one: the element.
        owner: what it is a part of.
    """
    if kind == "view" and one.materialized:
        kind = "materialized view"
    name = f"{one.name}({one.arguments})" if kind == "function" else one.name
    return Place(kind, getattr(one, "schema", "") if owner is None else owner.schema, name, owner)


def ignored(
    found: Physical,
    goal: Physical,
    rules: Iterable[IgnoreRule],
    renamed: Mapping[tuple[str, str], tuple[str, str]] = _NOT_RENAMED,
) -> Ignored:
    """A goal with all that rules leave to others as a database has it; nothing of theirs is made, changed or dropped.

    Parts of a table that the database does not have yet are made with it.

    Args:
        found: the database, with what means the same spelled as in `goal`.
        goal: the schema that shall be there, in the names of `found`.
        rules: what is left to others.
        renamed: tables that are called otherwise afterwards; a rule fits their parts by either name.
    """
    taking = _Taking(tuple(rules), renamed)
    left, right = narrow(found, goal)
    for collection in NOUNS:
        before, after = getattr(left, collection), getattr(right, collection)
        if before or after:
            merged = taking.collection(collection, before, after)
            if merged != after:
                goal = _exchanged(goal, collection, after, merged)
    if taking.told:
        goal = _exchanged(goal, "sequences", (), taking.of_columns(found, goal))
    return Ignored(goal=goal, told=tuple(sorted(taking.told)))


def _exchanged(goal: Physical, collection: str, old: tuple[Any, ...], new: tuple[Any, ...]) -> Physical:
    gone = {identity(one) for one in (*old, *new)}
    kept = (one for one in getattr(goal, collection) if identity(one) not in gone)
    return replace(goal, **{collection: (*kept, *new)})


class _Taking:
    """What was taken over so far.

    Args:
        rules: what is left to others.
        renamed: tables by their names now, and their names afterwards.
    """

    def __init__(self, rules: tuple[IgnoreRule, ...], renamed: Mapping[tuple[str, str], tuple[str, str]]) -> None:
        self._rules = rules
        self._renamed = renamed
        self.told: set[str] = set()
        self._columns: set[tuple[str, str, str]] = set()

    def _fits(self, place: Place) -> bool:
        """Whether something that differs is left to others, which is noted."""
        rule = rule_for(place, self._rules) or self._rule_afterwards(place)
        if rule is not None:
            self.told.add(f"{place.kind} {place.path} (rule `{rule}`)")
        return rule is not None

    def _rule_afterwards(self, place: Place) -> IgnoreRule | None:
        """The rule for a part of a table by the name that the table is given; none that fits the whole table."""
        if place.owner is None or (place.owner.schema, place.owner.name) not in self._renamed:
            return None
        owner = Place(place.owner.kind, *self._renamed[place.owner.schema, place.owner.name])
        whole = rule_for(owner, self._rules)
        return rule_for(Place(place.kind, owner.schema, place.name, owner), self._rules) if whole is None else None

    def collection(self, collection: str, found: tuple[Any, ...], goal: tuple[Any, ...]) -> tuple[Any, ...]:
        """The elements of a collection of the goal that differ, as far as they are left to others as found."""
        kind = NOUNS[collection]
        there = {identity(one): one for one in found}
        merged = []
        for one in goal:
            before = there.pop(identity(one), None)
            if not self._fits(place_of(kind, before or one)):
                merged.append(one if before is None else self._merged(place_of(kind, one), before, one))
            elif before is not None:
                merged.append(before)
        merged += (one for one in there.values() if self._fits(place_of(kind, one)))
        self._columns.update(
            (one.schema, one.name, column.name) for one in merged if isinstance(one, Table) for column in one.columns
        )
        return tuple(merged)

    def of_columns(self, found: Physical, goal: Physical) -> tuple[Any, ...]:
        """The sequences of the database that belong to columns which were taken over."""
        known = {identity(one) for one in goal.sequences}
        every = (one for one in found.sequences if one.owned_by in self._columns)
        return tuple(one for one in every if identity(one) not in known)

    def _merged(self, place: Place, found: Any, goal: Any) -> Any:
        """An element that both have, with its parts that are left to others as found."""
        changed: dict[str, Any] = {}
        if isinstance(goal, Table):
            changed = self._of_table(place, found, goal)
        elif isinstance(goal, View):
            changed["indexes"] = self._parts("index", place, found.indexes, goal.indexes)
            changed["columns"] = self._commented(place, found.columns, goal.columns)
        elif isinstance(goal, Enum):
            changed["values"] = self._values(place, found.values, goal.values)
        if hasattr(goal, "grants"):
            grants = self._grants(place, found.grants, goal.grants)
            changed["grants"] = _on_columns(grants, changed.get("columns", ()))
        return self._with_comment(place, found, replace(goal, **changed))

    def _of_table(self, place: Place, found: Table, goal: Table) -> dict[str, Any]:
        parts: dict[str, Any] = {
            field: self._parts(kind, place, getattr(found, field), getattr(goal, field)) for kind, field in PARTS
        }
        parts["columns"] = self._parts("column", place, found.columns, goal.columns)
        parts["primary_key"] = self._key(place, found, goal)
        for kind, field in SETTINGS:
            before, after = getattr(found, field), getattr(goal, field)
            takes = before != after and self._fits(Place(kind, place.schema, "", place))
            parts[field] = before if takes else after
        return parts

    def _key(self, place: Place, found: Table, goal: Table) -> Any:
        before, after = found.primary_key, goal.primary_key
        named = [one for one in (before, after) if one is not None and before != after]
        return before if any(self._fits(place_of("primary key", one, place)) for one in named) else after

    def _parts(self, kind: str, owner: Place, found: tuple[Any, ...], goal: tuple[Any, ...]) -> tuple[Any, ...]:
        """Columns, constraints and the like; what has another name and is the same is known by both names."""
        if found == goal:
            return goal
        renamed = {} if kind == "column" else {after.name: before for before, after in match(found, goal).renamed}
        there = {one.name: one for one in found}
        merged = []
        for one in goal:
            before = renamed.get(one.name) or there.get(one.name)
            if before == one or not self._either_fits(kind, owner, before, one):
                known = there.get(one.name)
                merged.append(one if known is None else self._with_comment(place_of(kind, one, owner), known, one))
            elif before is not None:
                merged.append(before)
        names = {one.name for one in (*goal, *merged)}
        merged += (one for one in found if one.name not in names and self._fits(place_of(kind, one, owner)))
        return tuple(merged)

    def _either_fits(self, kind: str, owner: Place, found: Any, goal: Any) -> bool:
        named = {one.name: one for one in (goal, found) if one is not None}
        return any(self._fits(place_of(kind, one, owner)) for one in named.values())

    def _commented(self, owner: Place, found: tuple[Any, ...], goal: tuple[Any, ...]) -> tuple[Any, ...]:
        there = {one.name: one for one in found}
        return tuple(
            self._with_comment(place_of("column", one, owner), there[one.name], one) if one.name in there else one
            for one in goal
        )

    def _with_comment(self, place: Place, found: Any, goal: Any) -> Any:
        """Its comment alone can be left to others."""
        before, after = getattr(found, "comment", None), getattr(goal, "comment", None)
        if before == after or not self._fits(Place("comment", place.schema, place.name, place.owner)):
            return goal
        return replace(goal, comment=before)

    def _values(self, owner: Place, found: tuple[str, ...], goal: tuple[str, ...]) -> tuple[str, ...]:
        """The values of an enum; one that is left to others stands behind the one that it follows in the database."""
        missing = [value for value in goal if value not in found and self._value(owner, value)]
        merged = [value for value in goal if value not in missing]
        for number, value in enumerate(found):
            if value not in merged and self._value(owner, value):
                before = [merged.index(one) for one in found[:number] if one in merged]
                merged.insert(max(before, default=-1) + 1, value)
        return tuple(merged)

    def _value(self, owner: Place, value: str) -> bool:
        return self._fits(Place("enum value", owner.schema, value, owner))

    def _grants(self, owner: Place, found: tuple[Grant, ...], goal: tuple[Grant, ...]) -> tuple[Grant, ...]:
        """What a role may do, all of it or nothing."""
        taken = tuple(self._of_others(owner, found, goal))
        mine = (one for one in goal if one.role not in taken)
        return tuple(
            sorted((*mine, *(one for one in found if one.role in taken)), key=lambda grant: (grant.role, grant.columns))
        )

    def _of_others(self, owner: Place, found: tuple[Grant, ...], goal: tuple[Grant, ...]) -> Iterator[str]:
        for role in {one.role for one in (*found, *goal)}:
            sides = [[one for one in grants if one.role == role] for grants in (found, goal)]
            if sides[0] != sides[1] and self._fits(Place("privilege", owner.schema, role, owner)):
                yield role


def _on_columns(grants: tuple[Grant, ...], columns: tuple[Any, ...]) -> tuple[Grant, ...]:
    """The grants without columns that are not there: whoever lets a column go lets go what may be done with it."""
    names = {column.name for column in columns}
    kept = (replace(one, columns=tuple(name for name in one.columns if name in names)) for one in grants)
    return tuple(one for one, before in zip(kept, grants, strict=True) if one.columns or not before.columns)
