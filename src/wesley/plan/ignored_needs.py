"""What a schema needs of others, who have not made it, and what is theirs in tables that go: no plan leads there."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.changes.column_users import column_users
from wesley.changes.edit import identity
from wesley.changes.function_names import signature
from wesley.changes.function_users import function_users
from wesley.config.ignore_rules import IgnoreRule
from wesley.ir.enum import Enum
from wesley.ir.origin import NOWHERE, Origin
from wesley.ir.schema import Physical
from wesley.ir.table import Table
from wesley.ir.view import View
from wesley.plan.codes import IGNORED_MISSING, UNMANAGED_TOUCHED
from wesley.plan.ignore import rule_for
from wesley.plan.ignored import place_of
from wesley.plan.left_behind import on_relations, on_types, relations, types
from wesley.problems.problem import Problem

_HELP = "let those make it who manage it, or take it out of `[postgres] ignore`"
_Need = tuple[str, str, Origin]
"""Who needs it, what it is, and where the schema says it."""


def missing(found: Physical, asked: Physical, goal: Physical) -> tuple[Problem, ...]:
    """What the goal of a plan stands on and does not have, because a rule leaves it to others.

    Args:
        found: the database.
        asked: what shall be there.
        goal: the same with what is left to others as the database has it.

    Returns:
        A problem for each; none where there is nothing to do.
    """
    if asked is goal or found == goal:
        return ()
    needs = (*_extensions(asked, goal), *_objects(asked, goal), *_functions(asked, goal), *_columns(asked, goal))
    return tuple(
        Problem(
            code=IGNORED_MISSING,
            message=f"{who} needs {what}, which a rule leaves to others, and the database does not have it",
            origin=origin,
            help=_HELP,
        )
        for who, what, origin in dict.fromkeys(needs)
    )


def lost(found: Physical, goal: Physical, rules: tuple[IgnoreRule, ...]) -> tuple[Problem, ...]:
    """The columns that rules leave to others, in tables that go: what they hold is not the plan's to lose.

    Args:
        found: the database.
        goal: the goal of the plan, in the names of `found`.
        rules: what is left to others.
    """
    return tuple(
        Problem(
            code=UNMANAGED_TOUCHED,
            message=f"the plan drops {table.schema}.{table.name} with its column {column.name}, which the rule "
            f"`{rule}` leaves to others",
            help="let those move it who manage it, or take the rule out of `[postgres] ignore` first",
        )
        for table in found.tables
        if goal.table(table.schema, table.name) is None
        for column in table.columns
        if (rule := rule_for(place_of("column", column, place_of("table", table)), rules)) is not None
    )


def _extensions(asked: Physical, goal: Physical) -> Iterator[_Need]:
    known = {one.name for one in goal.extensions}
    yield from (
        ("the schema", f"the extension {one.name}", one.origin) for one in asked.extensions if one.name not in known
    )


def _objects(asked: Physical, goal: Physical) -> Iterator[_Need]:
    objects: tuple[Table | View | Enum, ...] = (*asked.tables, *asked.views, *asked.enums)
    place = {(one.schema, one.name): one.origin for one in objects}
    for name in sorted(relations(asked) - relations(goal)):
        for who, what in on_relations(goal, frozenset((name,))):
            yield who, what, place.get(name, NOWHERE)
    for name in sorted(types(asked) - types(goal)):
        yield from ((who, what, place.get(name, NOWHERE)) for who, what in on_types(goal, frozenset((name,))))


def _functions(asked: Physical, goal: Physical) -> Iterator[_Need]:
    known = {signature(one) for one in goal.functions}
    for one in asked.functions:
        if signature(one) not in known:
            name = ".".join(identity(one)[:2])
            yield from ((who, f"the function {name}", one.origin) for who in function_users(goal, one))


def _columns(asked: Physical, goal: Physical) -> Iterator[_Need]:
    for table in goal.tables:
        wanted = asked.table(table.schema, table.name)
        if wanted is None or wanted is table:
            continue
        known = {column.name for column in table.columns}
        for column in wanted.columns:
            if column.name not in known:
                name = f"{table.schema}.{table.name}"
                who = column_users(goal, table, column.name)
                yield from ((f"the {one} of {name}", f"{name}.{column.name}", column.origin) for one in who)
