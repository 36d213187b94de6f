"""What the catalog should hold in the middle of a plan, relation by relation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from wesley.changes.statement import RelationName
from wesley.execute.journal import plans
from wesley.execute.journal.plans import Entry
from wesley.execute.journal.segments import next_segment
from wesley.ir.schema import Physical, Schema
from wesley.plan.expectation import expectations
from wesley.plan.formats.difference import applied
from wesley.plan.formats.record import Head, Line
from wesley.plan.plan import SegmentKind
from wesley.plan.scope import limited
from wesley.postgres.catalog.read import read_catalog
from wesley.postgres.catalog.settle import settle
from wesley.postgres.session import Session
from wesley.sql.outside import BuildIndex, RemoveIndex, outside

_BEGUN = "SELECT segment, state FROM wesley.segments WHERE plan = %s AND state <> 'waiting'"

Fingerprints = dict[RelationName, set[str | None]]
"""What there may be of each relation; None for nothing."""


def expected_now(session: Session, plan: int, head: Head) -> Fingerprints:
    """What there should be of all that a plan touches; of what is half-done both before and after.

    Args:
        session: reads the journal.
        plan: number of the plan.
        head: the same one's.
    """
    states = dict(session.rows(_BEGUN, [plan]))
    touched: set[RelationName] = set()
    done: dict[RelationName, str | None] = {}
    begun: dict[RelationName, str | None] = {}
    for line in plans.lines(session, plan):
        touched.update(_touched(line))
        reached = {"done": done, "started": begun}.get(states.get(line.segment, ""), {})
        reached.update({one.relation: one.fingerprint for one in line.step.after})
    now = {one.relation: one.fingerprint for one in expectations(touched, head.before)} | done
    return {name: {now[name], begun.get(name, now[name])} for name in touched if name.schema}


def odd(expected: Fingerprints, readings: tuple[Physical, ...]) -> tuple[RelationName, ...]:
    """The relations that are not what they should be in any reading, in the order of their names."""
    there: Fingerprints = {name: set() for name in expected}
    for reading in readings:
        for one in expectations(expected, reading):
            there[one.relation].add(one.fingerprint)
    found = (name for name, known in expected.items() if not known & there[name])
    return tuple(sorted(found, key=lambda name: (name.schema, name.name)))


def readings(session: Session, entry: Entry, head: Head) -> tuple[Physical, ...]:
    """What the database holds, in the spelling of the plan's schemas, whichever comes first.

    An index that is being made or dropped outside of any transaction is left out.

    Args:
        session: outside any transaction.
        entry: the plan.
        head: the same one's.

    Raises:
        ServerError: the catalog cannot be read.
    """
    schemas = planned(head)
    lookups = {(table.schema, table.name) for one in schemas for table in one.tables if table.rows is not None}
    namespaces = entry.approvals.namespaces
    found = read_catalog(session, namespaces=namespaces or None, lookups=tuple(sorted(lookups))).physical
    found = limited(Schema(physical=found), namespaces).physical if namespaces else found
    found = _without_index(found, under_way(session, entry))
    return tuple(_spelled(found, spellings) for spellings in (schemas, schemas[::-1]))


def under_way(session: Session, entry: Entry) -> str:
    """The name of the index that a statement is about which was begun outside of any transaction; empty for none."""
    segment = next_segment(session, entry.plan, contract=entry.contract)
    if segment is None or not segment.is_started or segment.kind is not SegmentKind.CONCURRENT:
        return ""
    what = outside(segment.steps[0].statement.sql)
    return what.name if isinstance(what, BuildIndex | RemoveIndex) else ""


def planned(head: Head) -> tuple[Physical, ...]:
    """The schemas that a plan speaks of: before, between and at the end."""
    return (head.before, applied(head.before, head.between), applied(head.before, head.goal))


def _without_index(found: Physical, name: str) -> Physical:
    if not name:
        return found
    kept: dict[str, Any] = {
        collection: tuple(
            replace(one, indexes=tuple(index for index in one.indexes if index.name != name))
            for one in getattr(found, collection)
        )
        for collection in ("tables", "views")
    }
    return replace(found, **kept)


def _spelled(found: Physical, spellings: tuple[Physical, ...]) -> Physical:
    for one in spellings:
        found = settle(found, one)
    return found


def _touched(line: Line) -> Iterator[RelationName]:
    yield from (RelationName(schema=lock.schema, name=lock.name) for lock in line.step.statement.locks)
    yield from (one.relation for one in line.step.after)
