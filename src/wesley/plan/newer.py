"""What the schema to get to says, and the server of the plan does not know yet."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.changes.codes import NEWER_THAN_SERVER
from wesley.ir.schema import Physical
from wesley.problems.problem import Problem, WesleyError
from wesley.sql.newer_features import newer_features


def refuse_newer(before: Physical, goal: Physical, server: int) -> None:
    """Refuse what is new in a schema and younger than the server; what it holds already it knows.

    Args:
        before: the schema that is there.
        goal: the schema that shall be there.
        server: major version of PostgreSQL that runs the plan.

    Raises:
        WesleyError: with one problem for each such feature. What expressions and bodies say is not looked at.
    """
    problems = tuple(
        Problem(
            code=NEWER_THAN_SERVER,
            message=f"{name}: {feature} came with PostgreSQL {needed}, and the plan is for {server}",
            origin=origin,
            help="take it out of the schema to get to, or plan for a newer server",
        )
        for name, part in _new(before, goal)
        for needed, feature, _, origin in newer_features(part)
        if needed > server
    )
    if problems:
        raise WesleyError(*problems)


def _new(before: Physical, goal: Physical) -> Iterator[tuple[str, Physical]]:
    """Each table and view that is not as it was, alone, by its name."""
    views = {(view.schema, view.name): view for view in before.views}
    for table in goal.tables:
        if before.table(table.schema, table.name) != table:
            yield f"{table.schema}.{table.name}", Physical(tables=(table,))
    for view in goal.views:
        if views.get((view.schema, view.name)) != view:
            yield f"{view.schema}.{view.name}", Physical(views=(view,))
