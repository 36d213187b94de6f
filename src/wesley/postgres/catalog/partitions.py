"""Partitioned tables: their keys and partitions."""

from __future__ import annotations

from wesley.ir.index import IndexKey
from wesley.ir.table import Partition, Partitioning, PartitionStrategy
from wesley.postgres.catalog.names import Names
from wesley.postgres.catalog.relations import Relation
from wesley.postgres.catalog.server import printed
from wesley.sql.printed import PrintedKey, printed_expression, printed_partition_key
from wesley.sql.text import quote_identifier


def partitioning(relation: Relation, children: tuple[Relation, ...], names: Names) -> Partitioning | None:
    """How a table is partitioned; None for a plain table.

    Args:
        relation: the table.
        children: its partitions.
        names: what extensions have brought.

    Raises:
        SqlError: the parser library cannot read the key.
    """
    if relation.kind != "p":
        return None
    strategy, keys = printed_partition_key(printed(relation.partition_key))
    partitions = [
        Partition(schema=one.schema, name=one.name, bound=printed(one.bound)) for one in children if is_held(one)
    ]
    return Partitioning(
        strategy=PartitionStrategy(strategy),
        keys=tuple(_key(key, relation.name, names) for key in keys),
        partitions=tuple(sorted(partitions, key=lambda one: (one.name, one.schema))),
    )


def is_held(partition: Relation) -> bool:
    """True for a partition that the IR can hold: a plain table, not partitioned again and not foreign."""
    return partition.kind == "r"


def _key(key: PrintedKey, table: str, names: Names) -> IndexKey:
    expression = None if key.expression is None else printed_expression(key.expression, table, names.brought)
    return IndexKey(
        column=key.column,
        expression=expression,
        opclass=_operator_class(key.opclass, names),
        collation=key.collation,
    )


def _operator_class(parts: tuple[str, ...], names: Names) -> str | None:
    """The class as SQL; one of an extension without its schema."""
    if not parts:
        return None
    is_brought = any(one.of_extension and (one.schema, one.name) == parts for one in names.classes.values())
    return ".".join(quote_identifier(part) for part in (parts[-1:] if is_brought else parts))
