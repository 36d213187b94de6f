"""Which tables refer to which."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from wesley.ir.table import Table

_Name: TypeAlias = "tuple[str, str]"


class References(Struct, frozen=True):
    """Where foreign keys that refer to a table are to be looked for: in these tables and in no others.

    Args:
        first: from schema and name of a table to those of the tables that refer to it.
        later: the same for what came later; it is small, since every step of a plan has another one.
    """

    first: Mapping[_Name, tuple[_Name, ...]]
    later: Mapping[_Name, tuple[_Name, ...]] = {}

    def to(self, place: _Name) -> tuple[_Name, ...]:
        """The tables that may refer to one, in no order. Some may have done so only in a schema before."""
        return self.first.get(place, ()) + self.later.get(place, ())


def references_of(tables: Iterable[Table]) -> References:
    """The references of all tables."""
    found: dict[_Name, list[_Name]] = {}
    for table in tables:
        for target in _targets(table):
            found.setdefault(target, []).append((table.schema, table.name))
    return References({target: tuple(owners) for target, owners in found.items()})


def references_with(known: References, tables: Iterable[Table]) -> References:
    """The references once some tables have come or changed."""
    for table in tables:
        owner = (table.schema, table.name)
        for target in _targets(table):
            if owner not in known.to(target):
                later = {**known.later, target: (*known.later.get(target, ()), owner)}
                known = replace(known, later=later)
    return known


def _targets(table: Table) -> set[_Name]:
    return {(key.ref_schema, key.ref_table) for key in table.foreign_keys}
