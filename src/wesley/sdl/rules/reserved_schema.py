"""Something is put into a PostgreSQL schema that belongs to PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.problems.problem import Code, Problem
from wesley.sdl.rule import Rule, Subject


def check(subject: Subject) -> Iterator[Problem]:
    """Look at every PostgreSQL schema that anything is put into."""
    for namespace in subject.schema.physical.namespaces:
        if namespace.name.startswith("pg_") or namespace.name == "information_schema":
            yield Problem(
                code=RESERVED_SCHEMA.code,
                message=f"the PostgreSQL schema `{namespace.name}` belongs to PostgreSQL",
                origin=namespace.origin,
                help="choose a name that does not begin with `pg_`",
            )


RESERVED_SCHEMA = Rule(
    Code(
        code="E207",
        name="reserved-schema",
        summary="Something is put into a PostgreSQL schema that belongs to PostgreSQL.",
        why="Names that begin with `pg_` are reserved for system schemas, and CREATE SCHEMA refuses them (PostgreSQL "
        "manual, 5.10.5 and CREATE SCHEMA); information_schema is there in every database.",
        bad='type User @table(schema: "pg_app") {\n  id: ID! @primaryKey\n}',
        good='type User @table(schema: "app") {\n  id: ID! @primaryKey\n}',
    ),
    check,
)
