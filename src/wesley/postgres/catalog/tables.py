"""A table with everything that belongs to it, put together from the rows of many catalogs."""

from __future__ import annotations

from msgspec import Struct

from wesley.ir.access import Grant
from wesley.ir.index import Index
from wesley.ir.policy import Policy
from wesley.ir.routine import Trigger
from wesley.ir.table import Table
from wesley.ir.unmanaged import Unmanaged
from wesley.postgres.catalog.columns import Attribute
from wesley.postgres.catalog.constraints import ConstraintRow, constraints
from wesley.postgres.catalog.indexes import IndexRow, index
from wesley.postgres.catalog.names import Names
from wesley.postgres.catalog.partitions import partitioning
from wesley.postgres.catalog.relations import Relation, parameters


class Parts(Struct, frozen=True, kw_only=True):
    """What belongs to tables and views, by oid of the relation."""

    names: Names
    attributes: dict[int, dict[int, Attribute]]
    constraints: dict[int, tuple[ConstraintRow, ...]]
    indexes: dict[int, tuple[IndexRow, ...]]
    policies: dict[int, tuple[Policy, ...]]
    triggers: dict[int, tuple[Trigger, ...]]
    partitions: dict[int, tuple[Relation, ...]]
    grants: dict[int, tuple[Grant, ...]]

    def indexes_of(self, relation: Relation) -> tuple[Index, ...]:
        """The indexes of a relation that belong to no constraint and that the IR can hold."""
        attributes = self.attributes.get(relation.oid, {})
        rows = self.indexes.get(relation.oid, ())
        return tuple(
            index(row, attributes, self.names) for row in rows if not row.of_constraint and not row.has_class_options
        )


def table(relation: Relation, parts: Parts) -> tuple[Table, tuple[Unmanaged, ...]]:
    """The table of a row, and those of its constraints that the IR cannot hold.

    Raises:
        SqlError: the parser library cannot read the key of a partitioned table.
    """
    attributes = parts.attributes.get(relation.oid, {})
    by_oid = {row.oid: row for row in parts.indexes.get(relation.oid, ())}
    held = constraints(parts.constraints.get(relation.oid, ()), attributes, by_oid, parts.names)
    found = Table(
        schema=relation.schema,
        name=relation.name,
        columns=tuple(attribute.column for attribute in attributes.values()),
        primary_key=held.primary_key,
        uniques=held.uniques,
        foreign_keys=held.foreign_keys,
        checks=held.checks,
        exclusions=held.exclusions,
        indexes=parts.indexes_of(relation),
        triggers=parts.triggers.get(relation.oid, ()),
        policies=parts.policies.get(relation.oid, ()),
        row_security=relation.row_security,
        force_row_security=relation.force_row_security,
        partitioning=partitioning(relation, parts.partitions.get(relation.oid, ()), parts.names),
        parameters=parameters(relation),
        unlogged=relation.persistence == "u",
        comment=relation.comment,
        grants=parts.grants.get(relation.oid, ()),
    )
    return found, held.unmanaged
