"""The codes of problems of a fleet."""

from __future__ import annotations

from wesley.problems.problem import Code

NOT_A_FLEET = Code(
    code="FLT001",
    name="not-a-fleet",
    summary="A line of a fleet file names no database, or the file names none at all.",
    why="A line is an address in any form that libpq reads, `env:NAME` for an environment of the configuration, or a "
    "query that lists databases. What is left out by accident would not be migrated.",
    bad="query: SELECT datname FROM pg_database",
    good="query: postgresql://db.example.com/postgres | SELECT datname FROM pg_database WHERE datname ~ '^tenant_'",
)
TWICE = Code(
    code="FLT002",
    name="database-twice",
    summary="Two entries of a fleet lead to the same database.",
    why="Each database is migrated once; two migrators of one would stand in each other's way.",
)

ALL = (NOT_A_FLEET, TWICE)
