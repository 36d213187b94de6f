"""A few rows for each table of a schema of this package, so that plans are tried on filled tables."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from tests.support.schemas.edits.tables import BOUNDS
from tests.support.schemas.sql_types import BY_NAME
from tests.support.schemas.state import Relation
from wesley.ir.column import Column
from wesley.ir.schema import Physical, Schema
from wesley.ir.table import Partitioning, PartitionStrategy, Table
from wesley.sql.text import qualified, quote_identifier, quote_literal

ROWS = 3
_Place = tuple[Relation, str]


class _Values(Struct, frozen=True, kw_only=True):
    """What values depend on.

    Args:
        enums: the values of each enum, by its name as a type.
        bases: the type that each domain is made of, by its name as a type.
        lookups: the values of each lookup table, by the place of its column.
        refers: where each column of a foreign key leads.
    """

    enums: Mapping[str, tuple[str, ...]]
    bases: Mapping[str, str]
    lookups: Mapping[_Place, tuple[str, ...]]
    refers: Mapping[_Place, _Place]


def rows(schema: Schema, count: int = ROWS) -> list[str]:
    """Statements that insert up to `count` rows into each table, at most 9; a superuser runs them.

    The value number n of a type is the same in every column, so row n refers to row n. Foreign keys are not checked
    meanwhile, since they can go round in circles, and triggers do not fire (`session_replication_role`).
    """
    physical = schema.physical
    values = _values(physical)
    counts = _counts(physical, values, count)
    inserts = [
        _insert(table, number, values, counts)
        for table in physical.tables
        for number in range(1, counts[table.schema, table.name] + 1)
        if table.rows is None
    ]
    return ["SET session_replication_role = replica", *inserts, "RESET session_replication_role"]


def _values(physical: Physical) -> _Values:
    lookups = {
        ((table.schema, table.name), "value"): tuple(row[0] for row in table.rows.values)
        for table in physical.tables
        if table.rows is not None
    }
    return _Values(
        enums={qualified(enum.schema, enum.name): enum.values for enum in physical.enums},
        bases={qualified(domain.schema, domain.name): domain.type for domain in physical.domains},
        lookups=lookups,
        refers={
            ((table.schema, table.name), name): ((key.ref_schema, key.ref_table), ref)
            for table in physical.tables
            for key in table.foreign_keys
            for name, ref in zip(key.columns, key.ref_columns, strict=True)
        },
    )


def _is_routed(found: Partitioning | None, table: Table) -> bool:
    """True when every row has a partition: the one that the first values belong to is there, or a default one."""
    if found is None or found.strategy is PartitionStrategy.HASH:
        return True
    key = table.column(found.keys[0].column or "")
    first = BOUNDS[found.strategy, key.type if key else ""][0]
    return any(partition.bound in ("DEFAULT", f"FOR VALUES {first}") for partition in found.partitions)


def _counts(physical: Physical, values: _Values, count: int) -> dict[Relation, int]:
    """How many rows each table gets: no more than what it refers to has, where it must refer to something."""
    counts: dict[Relation, int] = {}
    for table in physical.tables:
        own = count if _is_routed(table.partitioning, table) else 0
        counts[table.schema, table.name] = own if table.rows is None else len(table.rows.values)
    changed = True
    while changed:
        changed = False
        for table in physical.tables:
            relation = (table.schema, table.name)
            limit = min((counts[place] for place in _required(table, values)), default=count)
            if table.rows is None and limit < counts[relation]:
                counts[relation] = limit
                changed = True
    return counts


def _required(table: Table, values: _Values) -> list[Relation]:
    """The tables without whose rows this one has none: a key that takes no nulls leads there, or one to a lookup table,
    of which there are only so many values."""
    found = []
    for key in table.foreign_keys:
        columns = [table.column(name) for name in key.columns]
        takes_null = all(column is not None and column.nullable for column in columns)
        if not takes_null or any(_lookup((_relation(table), name), values) for name in key.columns):
            found.append((key.ref_schema, key.ref_table))
    return found


def _relation(table: Table) -> Relation:
    return (table.schema, table.name)


def _lookup(place: _Place, values: _Values) -> tuple[str, ...] | None:
    """The values of the lookup table that a column refers to in the end."""
    seen = set()
    while place not in values.lookups:
        if place in seen or place not in values.refers:
            return None
        seen.add(place)
        place = values.refers[place]
    return values.lookups[place]


def _insert(table: Table, number: int, values: _Values, counts: Mapping[Relation, int]) -> str:
    empty = {
        name for key in table.foreign_keys if counts[key.ref_schema, key.ref_table] < number for name in key.columns
    }
    columns = [column for column in table.in_order() if column.generated is None]
    names = ", ".join(quote_identifier(column.name) for column in columns)
    constants = ", ".join(
        "NULL" if column.name in empty else _value(table, column, number, values) for column in columns
    )
    return f"INSERT INTO {qualified(table.schema, table.name)} ({names}) OVERRIDING SYSTEM VALUE VALUES ({constants})"


def _value(table: Table, column: Column, number: int, values: _Values) -> str:
    lookup = _lookup((_relation(table), column.name), values)
    options = lookup or values.enums.get(column.type)
    if options is not None:
        return quote_literal(options[(number - 1) % len(options)])
    return BY_NAME[values.bases.get(column.type, column.type)].value.replace("#", str(number))
