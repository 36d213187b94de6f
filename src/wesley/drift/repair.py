"""The first remedy: a plan that makes the database what it should be."""

from __future__ import annotations

from msgspec import Struct

from wesley.ir.schema import Schema
from wesley.plan.loss import EVERYTHING, lost
from wesley.plan.make import make_plan
from wesley.problems.problem import WesleyError


class Repair(Struct, frozen=True, kw_only=True):
    """What a plan would do.

    Args:
        titles: its changes, in order.
        loses: the data that it would lose, by the names that `--allow-drop` takes.
        refused: why no plan leads there, a sentence for each reason; empty when one does.
    """

    titles: tuple[str, ...] = ()
    loses: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


def repair(found: Schema, expected: Schema, version: int) -> Repair:
    """What `wesley plan` would do to make a database what it should be.

    Args:
        found: the database.
        expected: what it should be.
        version: major version of its server.
    """
    try:
        plan = make_plan(found, expected, server=version, allow_drop=(EVERYTHING,), contract=True)
    except WesleyError as error:
        return Repair(refused=tuple(problem.message for problem in error.problems))
    titles = dict.fromkeys(step.title for step in plan.steps())
    return Repair(titles=tuple(titles), loses=lost(plan))
