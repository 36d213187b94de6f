"""A field of a primary key may be null."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.problems.problem import Code, Problem
from wesley.sdl.rule import Rule, Subject


def check(subject: Subject) -> Iterator[Problem]:
    """Every column of a primary key is required."""
    for table in subject.schema.physical.tables:
        if table.primary_key is None:
            continue
        for name in table.primary_key.columns:
            column = table.column(name)
            if column is not None and column.nullable:
                yield Problem(
                    code=NULLABLE_PRIMARY_KEY.code,
                    message=f"`{name}` is part of the primary key and may be null",
                    origin=column.origin,
                    help="add `!` to its type",
                )


NULLABLE_PRIMARY_KEY = Rule(
    Code(
        code="E306",
        name="nullable-primary-key",
        summary="A field of a primary key may be null.",
        why="PostgreSQL makes every column of a primary key NOT NULL (manual, CREATE TABLE, PRIMARY KEY), so the type "
        "would promise less than the database.",
        bad="type User @table {\n  id: ID @primaryKey\n}",
        good="type User @table {\n  id: ID! @primaryKey\n}",
    ),
    check,
    of_tables=True,
)
