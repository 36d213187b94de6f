"""From a name in one schema to another name in another one, past what has the names in between."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from wesley.changes.own_names import new_name
from wesley.changes.relations import index_names
from wesley.ir.schema import Physical

Name: TypeAlias = "tuple[str, str]"


def free_way(physical: Physical, before: Name, after: Name) -> tuple[Name, ...]:
    """The names that a table or type has one after the other, the last one included.

    A statement changes either the schema or the name (ALTER TABLE, ALTER TYPE), so there is a name in between.

    Args:
        physical: the schema right before.
        before, after: schema and name.
    """
    if before[0] == after[0] or before[1] == after[1]:
        return (after,)
    taken = frozenset(_taken(physical))
    free = next((corner for corner in ((after[0], before[1]), (before[0], after[1])) if corner not in taken), None)
    if free is not None:
        return (free, after)
    own = new_name(after[1])
    return ((before[0], own), (after[0], own), after)


def _taken(physical: Physical) -> Iterator[Name]:
    """What no table or type can be called: a relation has a row type of its name (CREATE TABLE)."""
    for collection in ("enums", "domains", "tables", "views", "sequences"):
        yield from ((each.schema, each.name) for each in getattr(physical, collection))
    for table in physical.tables:
        yield from ((table.schema, name) for name in index_names(table))
        if table.partitioning is not None:
            yield from ((each.schema, each.name) for each in table.partitioning.partitions)
    for view in physical.views:
        yield from ((view.schema, index.name) for index in view.indexes)
