"""What stays in a database and stands on what goes: PostgreSQL would refuse the plan half-way."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.ir.schema import Physical
from wesley.plan.codes import UNMANAGED_TOUCHED
from wesley.plan.plan import Plan
from wesley.problems.problem import Problem, WesleyError

_HELP = "drop it or change it by hand first, or let the schema say what shall become of it"


def refuse_left_behind(plan: Plan) -> None:
    """Refuse a plan whose goal keeps a view or a foreign key without what it stands on.

    A schema that was written in SDL leaves PostgreSQL schemas alone of which it says nothing; what is in there may
    stand on what the plan drops elsewhere.

    Raises:
        WesleyError: with one problem for each.
    """
    gone = _relations(plan.before) - _relations(plan.goal)
    problems = tuple(
        Problem(
            code=UNMANAGED_TOUCHED,
            message=f"the plan drops {'.'.join(name)}, and {who} stays and stands on it",
            help=_HELP,
        )
        for who, name in _needs(plan.goal)
        if name in gone
    )
    if problems:
        raise WesleyError(*problems)


def _relations(schema: Physical) -> frozenset[tuple[str, str]]:
    partitions = (
        (one.schema, one.name)
        for table in schema.tables
        if table.partitioning is not None
        for one in table.partitioning.partitions
    )
    tables = ((one.schema, one.name) for one in schema.tables)
    views = ((one.schema, one.name) for one in schema.views)
    return frozenset((*tables, *partitions, *views))


def _needs(schema: Physical) -> Iterator[tuple[str, tuple[str, str]]]:
    for view in schema.views:
        what = "materialized view" if view.materialized else "view"
        yield from ((f"the {what} {view.schema}.{view.name}", name) for name in view.depends_on)
    for table in schema.tables:
        for key in table.foreign_keys:
            yield f"the foreign key {key.name} of {table.schema}.{table.name}", (key.ref_schema, key.ref_table)
