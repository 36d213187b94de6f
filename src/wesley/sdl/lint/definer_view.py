"""A view shows rows of a table with row-level security with the rights of its owner."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.problems.problem import Code, Problem, Severity
from wesley.sdl.rule import Rule, Subject
from wesley.sdl.views.reads import secured_tables


def check(subject: Subject) -> Iterator[Problem]:
    """Look at views that are not evaluated with the rights of who asks."""
    physical = subject.schema.physical
    for view in physical.views:
        found = [] if view.materialized or view.security_invoker else secured_tables(physical, view)
        if found:
            names = ", ".join(f"`{name}`" for name in found)
            yield Problem(
                code=DEFINER_VIEW.code,
                message=f"the view `{view.name}` reads {names} with the rights of its owner",
                origin=view.origin,
                help="leave out `securityInvoker: false` (PostgreSQL 15), or grant the view to roles only that may see "
                "every row",
            )


DEFINER_VIEW = Rule(
    Code(
        code="W510",
        name="definer-view",
        summary="A view reads a table with row-level security with the rights of its owner.",
        why="The policies for the view's owner apply, not those for who asks, and where the owner is a superuser none "
        "do: measured on PostgreSQL 15, such a view showed the rows of two tenants where one with `securityInvoker` "
        "showed those of one.",
        bad='"A project."\ntype Project @table @tenant(column: "orgId") {\n  id: ID! @primaryKey\n  orgId: UUID!\n}\n\n'
        '"How many."\ntype Total @view(sql: "SELECT count(*) AS n FROM public.projects", securityInvoker: false) {\n'
        "  n: BigInt\n}",
        good='"A project."\ntype Project @table @tenant(column: "orgId") {\n  id: ID! @primaryKey\n  orgId: UUID!\n'
        '}\n\n"How many."\ntype Total @view(sql: "SELECT count(*) AS n FROM public.projects") {\n  n: BigInt\n}',
        severity=Severity.WARNING,
    ),
    check,
)
