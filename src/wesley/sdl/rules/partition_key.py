"""A key of a partitioned table does not include the partition key."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.ir.origin import Origin
from wesley.ir.table import Table
from wesley.problems.problem import Code, Problem
from wesley.sdl.rule import Rule, Subject

Key = tuple[str, set[str], Origin]
"""What kind of key it is, its plain columns, and where it was written."""


def check(subject: Subject) -> Iterator[Problem]:
    """Every constraint of a partitioned table that compares rows."""
    for table in subject.schema.physical.tables:
        if table.partitioning is None:
            continue
        needed = {key.column for key in table.partitioning.keys if key.column is not None}
        for kind, columns, origin in _keys(table):
            missing = ", ".join(f"`{name}`" for name in sorted(needed - columns))
            if missing:
                yield Problem(
                    code=PARTITION_KEY.code,
                    message=f"the {kind} of the partitioned table `{table.name}` does not include {missing}",
                    origin=origin,
                    help="add the columns of the partition key to it",
                )


def _keys(table: Table) -> Iterator[Key]:
    if table.primary_key is not None:
        yield "primary key", set(table.primary_key.columns), table.primary_key.origin
    for unique in table.uniques:
        yield "unique constraint", set(unique.columns), unique.origin
    for index in table.indexes:
        if index.unique:
            yield "unique index", {key.column for key in index.keys if key.column is not None}, index.origin
    for exclusion in table.exclusions:
        equal = (element.key.column for element in exclusion.elements if element.operator == "=")
        yield "exclusion constraint", {name for name in equal if name is not None}, exclusion.origin


PARTITION_KEY = Rule(
    Code(
        code="E314",
        name="partition-key",
        summary="A key of a partitioned table does not include the partition key.",
        why="Each partition has an index of its own and knows nothing of the others, so PostgreSQL can only compare "
        "rows that are sure to be in one partition (manual, 5.12.2.3).",
        bad='type Event @table @partition(by: RANGE, columns: ["at"]) {\n  id: ID! @primaryKey\n  at: DateTime!\n}',
        good='type Event @table @partition(by: RANGE, columns: ["at"]) {\n'
        "  id: ID! @primaryKey\n  at: DateTime! @primaryKey\n}",
    ),
    check,
    of_tables=True,
)
