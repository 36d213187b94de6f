"""An identity column has a type or a nullability that it cannot have."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.ir.column import Column, Identity
from wesley.problems.problem import Code, Problem
from wesley.sdl.rule import Rule, Subject

_LARGEST = {"smallint": 2**15 - 1, "integer": 2**31 - 1, "bigint": 2**63 - 1}


def check(subject: Subject) -> Iterator[Problem]:
    """Every identity column is a required whole number that its sequence fits into."""
    for table in subject.schema.physical.tables:
        for column in table.columns:
            if column.identity is not None:
                yield from _of_column(column, column.identity)


def _of_column(column: Column, identity: Identity) -> Iterator[Problem]:
    largest = _LARGEST.get(column.type)
    if largest is None:
        message = f"`{column.name}` is {column.type}, and an identity is smallint, integer or bigint"
        yield _problem(column, message, 'declare it as `Int!` or `BigInt!`, or add `@column(type: "bigint")`')
    elif max(abs(identity.start or 1), abs(identity.increment or 1)) > largest:
        yield _problem(column, f"the identity `{column.name}` does not fit into {column.type}", "take a larger type")
    if column.nullable:
        yield _problem(column, f"the identity `{column.name}` may not be null", "add `!` to its type")


def _problem(column: Column, message: str, help_text: str) -> Problem:
    return Problem(code=IDENTITY_COLUMN.code, message=message, origin=column.origin, help=help_text)


IDENTITY_COLUMN = Rule(
    Code(
        code="E308",
        name="identity-column",
        summary="An identity column has a type that cannot count, or may be null.",
        why="PostgreSQL counts in smallint, integer and bigint, and makes every identity column NOT NULL (manual, "
        "CREATE TABLE, GENERATED ... AS IDENTITY).",
        bad="type Invoice @table {\n  id: UUID! @primaryKey @identity\n}",
        good="type Invoice @table {\n  id: BigInt! @primaryKey @identity\n}",
    ),
    check,
    of_tables=True,
)
