"""A table has no primary key."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.problems.problem import Code, Problem, Severity
from wesley.sdl.rule import Rule, Subject


def check(subject: Subject) -> Iterator[Problem]:
    """Look at every table."""
    for table in subject.schema.physical.tables:
        if table.primary_key is None:
            yield Problem(
                code=MISSING_PRIMARY_KEY.code,
                message=f"the table `{table.name}` has no primary key",
                origin=table.origin,
                help="add `@primaryKey` to the field that identifies a row",
            )


MISSING_PRIMARY_KEY = Rule(
    Code(
        code="W106",
        name="missing-primary-key",
        summary="A table has no primary key.",
        why="Rows cannot be told apart: logical replication refuses to update them (PostgreSQL manual, 31.1), batched "
        "backfills have no key to walk along, clients cannot address a row.",
        bad='"What happened."\ntype Event @table {\n  name: String!\n}',
        good='"What happened."\ntype Event @table {\n  id: ID! @primaryKey\n  name: String!\n}',
        severity=Severity.WARNING,
    ),
    check,
)
