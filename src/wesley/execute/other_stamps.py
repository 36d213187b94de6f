"""Stamps that another version of Wesley has taken: what the catalog holds decides whether they still hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from wesley.changes.statement import RelationName
from wesley.execute.attempts import in_transaction
from wesley.execute.codes import CHANGED_MEANWHILE
from wesley.execute.journal import plans, runs, stamps
from wesley.execute.journal.plans import Entry
from wesley.execute.run import Run
from wesley.ir.schema import Physical, Schema
from wesley.plan.expectation import expectations
from wesley.plan.formats.difference import applied
from wesley.plan.formats.record import Head, Line
from wesley.plan.scope import limited
from wesley.postgres.catalog.read import read_catalog
from wesley.postgres.catalog.settle import settle
from wesley.postgres.session import Session
from wesley.problems.problem import Problem, ServerError

_BEGUN = "SELECT segment, state FROM wesley.segments WHERE plan = %s AND state <> 'waiting'"

Fingerprints = dict[RelationName, set[str | None]]
"""What there may be of each relation."""


def take_anew(run: Run, entry: Entry, head: Head) -> None:
    """Take the stamps of a plan again where their formula is another one, if nobody has changed anything meanwhile.

    Args:
        run: the run, outside any transaction.
        entry: the plan.
        head: the same one's.

    Raises:
        ServerError: what the catalog holds is not what the segments that are done lead to, or nobody can tell.
    """
    if not stamps.are_of_another_formula(run.connections.worker, entry.plan):
        return

    def write() -> None:
        # First the stamps, then the look: a change between the two shows in the look, and one after it in the stamps.
        stamps.take_again(run.connections.worker, entry.plan)
        _refuse_changed(run.connections.monitor, entry, head)

    in_transaction(run, write)


def _refuse_changed(session: Session, entry: Entry, head: Head) -> None:
    expected, there = _expected(session, entry.plan, head), defaultdict[RelationName, set[str | None]](set)
    for reading in _readings(session, entry, head):
        for one in expectations(expected, reading):
            there[one.relation].add(one.fingerprint)
    odd = sorted(f"{name.schema}.{name.name}" for name, known in expected.items() if not known & there[name])
    if odd:
        tool = next((one.tool for one in runs.runs(session, entry.plan)), "another version")
        raise ServerError(
            Problem(
                code=CHANGED_MEANWHILE,
                message=f"plan {entry.name} was begun by Wesley {tool}, whose stamps this version cannot compare, and "
                f"{', '.join(odd)} is not, as far as one can tell, what the segments that are done lead to",
                help="nothing was changed; resume with that version, or `wesley rollback` and plan again",
            )
        )


def _expected(session: Session, plan: int, head: Head) -> Fingerprints:
    """What there should be of all that a plan touches; of what is half-done both before and after."""
    states = dict(session.rows(_BEGUN, [plan]))
    touched: set[RelationName] = set()
    done: dict[RelationName, str | None] = {}
    begun: dict[RelationName, str | None] = {}
    for line in plans.lines(session, plan):
        touched |= _touched(line)
        reached = {"done": done, "started": begun}.get(states.get(line.segment, ""), {})
        reached.update({one.relation: one.fingerprint for one in line.step.after})
    now = {one.relation: one.fingerprint for one in expectations(touched, head.before)} | done
    return {name: {now[name], begun.get(name, now[name])} for name in touched if name.schema}


def _touched(line: Line) -> set[RelationName]:
    locked = {RelationName(schema=lock.schema, name=lock.name) for lock in line.step.statement.locks}
    return locked | {one.relation for one in line.step.after}


def _readings(session: Session, entry: Entry, head: Head) -> Iterator[Physical]:
    """What the database holds, in the spelling of the plan's schemas, whichever comes first."""
    schemas = (head.before, applied(head.before, head.between), applied(head.before, head.goal))
    lookups = {(table.schema, table.name) for one in schemas for table in one.tables if table.rows is not None}
    namespaces = entry.approvals.namespaces
    found = read_catalog(session, namespaces=namespaces or None, lookups=tuple(sorted(lookups))).physical
    found = limited(Schema(physical=found), namespaces).physical if namespaces else found
    for spellings in (schemas, schemas[::-1]):
        spelled = found
        for one in spellings:
            spelled = settle(spelled, one)
        yield spelled
