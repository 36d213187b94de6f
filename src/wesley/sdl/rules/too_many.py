"""More columns than PostgreSQL has room for."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.ir.origin import Origin
from wesley.ir.table import Table
from wesley.problems.problem import Code, Problem
from wesley.sdl.rule import Rule, Subject

# Appendix K of the manual: columns of a table, columns of an index, keys of a partitioned table.
COLUMNS = 1600
KEYS = 32


def check(subject: Subject) -> Iterator[Problem]:
    """Every table, and every list of columns of it."""
    for table in subject.schema.physical.tables:
        if len(table.columns) > COLUMNS:
            message = f"`{table.name}` has {len(table.columns)} columns, and PostgreSQL has room for {COLUMNS}"
            help_text = "split it into tables, or keep some of it in one JSON column"
            yield Problem(code=TOO_MANY.code, message=message, origin=table.origin, help=help_text)
        for what, count, origin in _lists(table):
            if count > KEYS:
                message = f"{what} has {count} columns, and PostgreSQL has room for {KEYS}"
                yield Problem(code=TOO_MANY.code, message=message, origin=origin, help="name fewer columns")


def _lists(table: Table) -> Iterator[tuple[str, int, Origin]]:
    """What is limited: its name, how many columns it has, where it was written."""
    keys = (*(() if table.primary_key is None else (table.primary_key,)), *table.uniques)
    for key in keys:
        yield f"the key `{key.name}`", len(key.columns) + len(key.include), key.origin
    for foreign_key in table.foreign_keys:
        yield f"the foreign key `{foreign_key.name}`", len(foreign_key.columns), foreign_key.origin
    for index in table.indexes:
        yield f"the index `{index.name}`", len(index.keys) + len(index.include), index.origin
    for exclusion in table.exclusions:
        yield f"the constraint `{exclusion.name}`", len(exclusion.elements), exclusion.origin
    if table.partitioning is not None:
        yield f"the partition key of `{table.name}`", len(table.partitioning.keys), table.partitioning.origin


_NAMES = [f"c{number}" for number in range(1, KEYS + 2)]

TOO_MANY = Rule(
    Code(
        code="E206",
        name="too-many",
        summary="A table, a key or an index has more columns than PostgreSQL has room for.",
        why="A table has at most 1600 columns, an index, a key or a partition key at most 32 (PostgreSQL manual, "
        "appendix K); wide columns make it fewer still, which only the server can tell.",
        bad="type Wide @table @index(columns: ["
        + ", ".join(f'"{name}"' for name in _NAMES)
        + "]) {\n  id: ID! @primaryKey\n"
        + "".join(f"  {name}: Int\n" for name in _NAMES)
        + "}",
        good='type Wide @table @index(columns: ["c1", "c2"]) {\n  id: ID! @primaryKey\n  c1: Int\n  c2: Int\n}',
    ),
    check,
    of_tables=True,
)
