"""A materialized view holds rows of a table with row-level security."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.problems.problem import Code, Problem, Severity
from wesley.sdl.rule import Rule, Subject
from wesley.sdl.views.reads import secured_tables


def check(subject: Subject) -> Iterator[Problem]:
    """Look through views, at whatever depth they read a table."""
    physical = subject.schema.physical
    for view in physical.views:
        found = secured_tables(physical, view) if view.materialized else []
        if found:
            names = ", ".join(f"`{name}`" for name in found)
            yield Problem(
                code=MATERIALIZED_SECURED.code,
                message=f"the materialized view `{view.name}` holds the rows of {names} past row-level security",
                origin=view.origin,
                help="use a view that is not materialized, or grant it to roles only that may see every row",
            )


MATERIALIZED_SECURED = Rule(
    Code(
        code="W507",
        name="materialized-secured",
        summary="A materialized view holds rows of a table with row-level security.",
        why="Its rows are a copy, made with the rights of its owner: policies apply neither to the copy nor, for a "
        "superuser, to the making of it (PostgreSQL manual, 41.3).",
        bad='"A project."\ntype Project @table @tenant(column: "orgId") {\n  id: ID! @primaryKey\n  orgId: UUID!\n}\n\n'
        '"How many."\ntype Total @view(sql: "SELECT count(*) AS n FROM public.projects", materialized: true) {\n'
        "  n: BigInt\n}",
        good='"A project."\ntype Project @table @tenant(column: "orgId") {\n  id: ID! @primaryKey\n  orgId: UUID!\n'
        '}\n\n"How many."\ntype Total @view(sql: "SELECT count(*) AS n FROM public.projects") {\n  n: BigInt\n}',
        severity=Severity.WARNING,
    ),
    check,
)
