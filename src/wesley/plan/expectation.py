"""What the catalog holds after a statement, as fingerprints of what it touches."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from wesley.changes.statement import RelationName
from wesley.ir.codec import canonical_element
from wesley.ir.schema import Physical
from wesley.plan.plan import Expectation

_COLLECTIONS = ("tables", "views", "sequences", "enums", "domains", "functions", "extensions", "namespaces")


def expectations(touched: Iterable[RelationName], schema: Physical) -> tuple[Expectation, ...]:
    """What is there of each of the objects in this schema."""
    return tuple(
        Expectation(relation=name, fingerprint=element_fingerprint(_elements(schema, name))) for name in touched
    )


def element_fingerprint(elements: tuple[Any, ...]) -> str | None:
    """SHA-256 of the canonical JSON of all objects of one name, as 64 hexadecimal digits; None when there is none."""
    if not elements:
        return None
    return hashlib.sha256(b"\n".join(canonical_element(element) for element in elements)).hexdigest()


def _elements(schema: Physical, name: RelationName) -> tuple[Any, ...]:
    """All objects of this name: a table and its row type share it, functions may be overloaded."""
    table = schema.table(name.schema, name.name)
    if table is not None:
        return (table,)
    return (*_named(schema, name), *_partitions(schema, name))


def _named(schema: Physical, name: RelationName) -> tuple[Any, ...]:
    return tuple(
        element
        for collection in _COLLECTIONS[1:]
        for element in getattr(schema, collection)
        if element.name == name.name and getattr(element, "schema", "") == name.schema
    )


def _partitions(schema: Physical, name: RelationName) -> tuple[Any, ...]:
    return tuple(
        partition
        for table in schema.tables
        if table.partitioning is not None
        for partition in table.partitioning.partitions
        if partition.name == name.name and partition.schema == name.schema
    )
