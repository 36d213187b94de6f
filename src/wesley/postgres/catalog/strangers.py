"""Tables whose essence the IR cannot hold: foreign, typed and inheriting ones, and partitions of partitions."""

from __future__ import annotations

from wesley.ir.unmanaged import Unmanaged
from wesley.postgres.catalog.references import references
from wesley.postgres.catalog.relations import Relation


def strangers(relations: tuple[Relation, ...]) -> tuple[Unmanaged, ...]:
    """Each such table with the table that it is a part of; whatever it has is a part of it and not listed again."""
    by_oid = {relation.oid: relation for relation in relations}
    found = []
    for relation in relations:
        fault = _fault(relation, by_oid.get(relation.parent or 0))
        if fault is not None:
            found.append(_stranger(relation, *fault))
    return tuple(found)


def _stranger(relation: Relation, kind: str, reason: str) -> Unmanaged:
    own = (relation.schema, relation.name)
    listed = tuple(one for one in references(relation.references) if (one.schema, one.name) != own)
    return Unmanaged(kind=kind, schema=relation.schema, name=relation.name, reason=reason, references=listed)


def _fault(relation: Relation, parent: Relation | None) -> tuple[str, str] | None:
    """Kind and reason; None for a relation that is in the IR."""
    if relation.kind == "f":
        return "foreign table", "a partition" if relation.is_partition else "CREATE FOREIGN TABLE"
    if relation.is_typed:
        return "typed table", "CREATE TABLE ... OF"
    if relation.is_partition:
        return _fault_of_partition(relation, parent)
    return None if relation.parent is None else ("inheriting table", "INHERITS")


def _fault_of_partition(relation: Relation, parent: Relation | None) -> tuple[str, str] | None:
    if relation.kind == "p":
        return "partition", "partitioned again"
    if parent is None:
        return "partition", "of a table in a schema that is not read"
    return None if parent.is_table else ("partition", "of a partition")
