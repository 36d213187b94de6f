"""The first remedy: a plan that makes the database what it should be."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from wesley.diff.diff import diff
from wesley.diff.match_renames import match_renames
from wesley.drift.journal import Applied
from wesley.ir.schema import Schema
from wesley.ir.unmanaged import Unmanaged
from wesley.plan.course import course
from wesley.plan.kept import PLAIN
from wesley.plan.left_behind import refuse_left_behind
from wesley.plan.loss import EVERYTHING, lost
from wesley.plan.make import make_plan
from wesley.plan.plan import Phase
from wesley.plan.unmanaged import refuse_unmanaged
from wesley.problems.problem import WesleyError


class Repair(Struct, frozen=True, kw_only=True):
    """What a plan would do.

    Args:
        titles: its changes, in order.
        loses: the data that it would lose, by the names that `--allow-drop` takes.
        refused: why no plan leads there, a sentence for each reason; empty when one does.
        has_contract: True when a part of it waits for the contract.
    """

    titles: tuple[str, ...] = ()
    loses: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    has_contract: bool = False


def repair(
    found: Schema, expected: Schema, version: int, journal: Applied | None, unmanaged: Iterable[Unmanaged] = ()
) -> Repair:
    """What `wesley plan` would do to make a database what it should be.

    Args:
        found: the database.
        expected: what it should be.
        version: major version of its server.
        journal: what was applied last: what its contract is going to do is no repair.
        unmanaged: what the database holds beside what the IR can.
    """
    try:
        renames = match_renames(found, expected)
        changes = course(found.physical, expected.physical, renames, PLAIN).changes
        plan = make_plan(found, expected, server=version, allow_drop=(EVERYTHING,), contract=True)
        refuse_unmanaged(plan, unmanaged)
        refuse_left_behind(plan)
        waiting = _waiting(journal)
    except WesleyError as error:
        return Repair(refused=tuple(problem.message for problem in error.problems))
    titles = dict.fromkeys(change.title() for change in changes)
    return Repair(
        titles=tuple(title for title in titles if title not in waiting),
        loses=lost(plan),
        has_contract=any(segment.phase is Phase.CONTRACT for segment in plan.segments),
    )


def _waiting(journal: Applied | None) -> frozenset[str]:
    if journal is None or not journal.waits:
        return frozenset()
    return frozenset(change.title() for change in diff(journal.physical, journal.goal))
