"""The safety report of a plan, statement by statement and in total."""

from __future__ import annotations

from msgspec import Struct

from wesley.changes.lock import Lock
from wesley.ir.api import Api
from wesley.ir.size import RelationSize
from wesley.plan.loss import lost
from wesley.plan.plan import Plan, Step
from wesley.plan.report.blast import Blast, blast
from wesley.plan.report.conflicts import conflicts
from wesley.plan.report.duration import Duration, duration, total
from wesley.plan.report.rates import ASSUMED, Rates
from wesley.plan.report.risk import risk, strongest_in_use
from wesley.plan.report.rollback import rollback
from wesley.plan.report.room import Room, room
from wesley.plan.report.sizes import Sizes


class StepReport(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is to be known of one statement beside what it says itself.

    Args:
        number: the number of its step.
        risk: 0 to 100, see `risk`.
        strongest: the strongest lock that it takes on something in use; None when it takes none.
        duration: how long it takes, once it has its locks.
        room: WAL that it writes and disk that it needs beside what is used.
        conflicts: what cannot run beside it.
        rollback: how it is undone, or why it is not.
    """

    number: int
    risk: int
    strongest: Lock | None
    duration: Duration
    room: Room
    conflicts: tuple[str, ...]
    rollback: str


class Report(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The report of a whole plan.

    Args:
        risk: that of its riskiest statement.
        duration: of all statements together.
        loses: objects whose data are gone afterwards.
        may_fail: numbers of the steps that can fail on the data that are there; each has a probe.
        breaks_prepared: relations of which running clients' prepared statements fail once.
        blast: what the plan touches.
        steps: one report for each step.
    """

    risk: int
    duration: Duration
    loses: tuple[str, ...]
    may_fail: tuple[int, ...]
    breaks_prepared: tuple[str, ...]
    blast: Blast
    steps: tuple[StepReport, ...]


def report(
    plan: Plan, apis: tuple[Api, ...] = (), live: tuple[RelationSize, ...] = (), rates: Rates = ASSUMED
) -> Report:
    """The report of a plan.

    Args:
        plan: the plan.
        apis: what the old and the new schema say of their GraphQL types, to name the fields that are touched.
        live: sizes of the tables of the database that it is for; without them durations are unknown.
        rates: how fast its server works.
    """
    sizes = Sizes.of(plan, live, rates)
    steps = tuple(_step(step, sizes) for step in plan.steps())
    prepared = {f"{name.schema}.{name.name}" for step in plan.steps() for name in step.statement.breaks_prepared}
    return Report(
        risk=max((step.risk for step in steps), default=0),
        duration=total(tuple(step.duration for step in steps)),
        loses=lost(plan),
        may_fail=tuple(step.number for step in plan.steps() if step.statement.probe is not None),
        breaks_prepared=tuple(sorted(prepared)),
        blast=blast(plan, apis),
        steps=steps,
    )


def _step(step: Step, sizes: Sizes) -> StepReport:
    statement = step.statement
    return StepReport(
        number=step.number,
        risk=risk(statement, sizes),
        strongest=strongest_in_use(statement, sizes),
        duration=duration(statement, sizes),
        room=room(statement, sizes),
        conflicts=conflicts(statement, sizes),
        rollback=rollback(statement),
    )
