"""A table with everything that belongs to it."""

from __future__ import annotations

from enum import StrEnum
from functools import cached_property

from msgspec import Struct
from msgspec.structs import force_setattr

from wesley.ir.access import Grant
from wesley.ir.column import Column
from wesley.ir.constraint import Check, Exclusion, ForeignKey, PrimaryKey, Unique
from wesley.ir.index import Index, IndexKey
from wesley.ir.origin import NOWHERE, Origin
from wesley.ir.policy import Policy
from wesley.ir.routine import Trigger
from wesley.ir.words import words_of


class PartitionStrategy(StrEnum):
    """PARTITION BY."""

    RANGE = "RANGE"
    LIST = "LIST"
    HASH = "HASH"


class Partition(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A partition; `bound` is its clause: `DEFAULT` or `FOR VALUES ...`."""

    schema: str
    name: str
    bound: str
    origin: Origin = NOWHERE


class Partitioning(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How a table is partitioned, and its partitions, sorted by name."""

    strategy: PartitionStrategy
    keys: tuple[IndexKey, ...]
    partitions: tuple[Partition, ...] = ()
    origin: Origin = NOWHERE


class Rows(Struct, frozen=True, kw_only=True):
    """Rows that are part of the schema (the values of a lookup enum); values as text, sorted: rows have no order."""

    columns: tuple[str, ...]
    values: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        force_setattr(self, "values", tuple(sorted(self.values)))


class Table(Struct, frozen=True, kw_only=True, omit_defaults=True, dict=True):
    """A table. Collections are sorted by name, columns too: see `in_order`.

    Args:
        schema, name: where it lives.
        columns: its columns.
        primary_key, uniques, foreign_keys, checks, exclusions: its constraints.
        indexes: indexes other than those of constraints.
        triggers: its triggers.
        policies, row_security, force_row_security: row-level security.
        partitioning: set for a partitioned table.
        rows: reference rows that belong to the schema.
        parameters: storage parameters of WITH (...), sorted by name.
        unlogged: UNLOGGED.
        comment: text of COMMENT ON TABLE.
        grants: who may do what with it.
        origin: where it was written.
    """

    schema: str
    name: str
    columns: tuple[Column, ...] = ()
    primary_key: PrimaryKey | None = None
    uniques: tuple[Unique, ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()
    checks: tuple[Check, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    indexes: tuple[Index, ...] = ()
    triggers: tuple[Trigger, ...] = ()
    policies: tuple[Policy, ...] = ()
    row_security: bool = False
    force_row_security: bool = False
    partitioning: Partitioning | None = None
    rows: Rows | None = None
    parameters: tuple[tuple[str, str], ...] = ()
    unlogged: bool = False
    comment: str | None = None
    grants: tuple[Grant, ...] = ()
    origin: Origin = NOWHERE

    def __post_init__(self) -> None:
        for field in _SORTED_BY_NAME:
            values = getattr(self, field)
            if len(values) > 1:
                force_setattr(self, field, tuple(sorted(values, key=_name)))
        if len(self.grants) > 1:
            force_setattr(self, "grants", tuple(sorted(self.grants, key=lambda grant: (grant.role, grant.columns))))

    @cached_property
    def words(self) -> frozenset[str]:
        """The words that its expressions, its types and its references have; see `words_of`."""
        return words_of(self)

    def in_order(self) -> tuple[Column, ...]:
        """The columns as they stand in the table."""
        return tuple(sorted(self.columns, key=lambda column: column.position.number))

    def column(self, name: str) -> Column | None:
        """The column of this database name, or None."""
        return next((column for column in self.columns if column.name == name), None)


_SORTED_BY_NAME = (
    "columns",
    "uniques",
    "foreign_keys",
    "checks",
    "exclusions",
    "indexes",
    "triggers",
    "policies",
)


def _name(element: Column | Unique | ForeignKey | Check | Exclusion | Index | Trigger | Policy) -> str:
    return element.name
