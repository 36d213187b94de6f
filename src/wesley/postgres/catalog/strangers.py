"""Tables whose essence the IR cannot hold: foreign, typed and inheriting ones, and partitions of partitions."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.ir.unmanaged import Reference, Unmanaged
from wesley.postgres.catalog.references import references
from wesley.postgres.catalog.relations import Relation
from wesley.postgres.catalog.server import printed
from wesley.sql.printed import printed_expression, printed_partition_key


def strangers(relations: tuple[Relation, ...]) -> tuple[Unmanaged, ...]:
    """Each such table with the table that it is a part of; whatever it has is a part of it and not listed again.

    Raises:
        SqlError: the parser library cannot read the key of a partition.
    """
    by_oid = {relation.oid: relation for relation in relations}
    found = []
    for relation in relations:
        fault = _fault(relation, by_oid.get(relation.parent or 0))
        if fault is not None:
            kind, reason = fault
            stands_on = tuple(_stands_on(relation, by_oid))
            found.append(
                Unmanaged(kind=kind, schema=relation.schema, name=relation.name, reason=reason, references=stands_on)
            )
    return tuple(found)


def _stands_on(relation: Relation, by_oid: dict[int, Relation]) -> Iterator[Reference]:
    """What it depends on; for the columns of its own partition key those of the table that it is a part of."""
    own = (relation.schema, relation.name)
    yield from (one for one in references(relation.references) if (one.schema, one.name) != own)
    whole = _whole(relation, by_oid)
    if relation.is_partition and relation.partition_key is not None and whole is not relation:
        for column in _key_columns(printed(relation.partition_key), relation.name):
            yield Reference(schema=whole.schema, name=whole.name, column=column)


def _whole(relation: Relation, by_oid: dict[int, Relation]) -> Relation:
    """The table that a partition of a partition is a part of in the end."""
    while relation.is_partition and relation.parent in by_oid:
        relation = by_oid[relation.parent]
    return relation


def _key_columns(definition: str, table: str) -> list[str]:
    columns: set[str] = set()
    for key in printed_partition_key(definition)[1]:
        columns |= {key.column} if key.column is not None else set()
        columns |= set(printed_expression(key.expression, table).columns) if key.expression is not None else set()
    return sorted(columns)


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
