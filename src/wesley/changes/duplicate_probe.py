"""The probe for a unique index."""

from __future__ import annotations

from wesley.changes.statement import Probe, RelationName
from wesley.ir.index import Index
from wesley.sql.probe import duplicates


def duplicate_probe(table: RelationName, index: Index) -> Probe | None:
    """The probe for an index that is built; None for one that is not unique and so allows everything."""
    if not index.unique:
        return None
    return Probe(
        query=duplicates(table.schema, table.name, index),
        meaning=f"values that more than one row has, which {index.name} does not allow",
    )
