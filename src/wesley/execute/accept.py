"""Take what somebody else has changed in the middle of a plan as it is, where the rest of it has no part in that."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from wesley.changes.own_names import is_own
from wesley.changes.statement import RelationName
from wesley.execute.codes import CHANGED_MEANWHILE
from wesley.execute.compare import Comparison, compare, differences
from wesley.execute.expected_now import expected_now, odd, planned, readings, under_way
from wesley.execute.journal import plans, stamps
from wesley.execute.journal.plans import Entry, Part
from wesley.execute.journal.segments import next_segment
from wesley.execute.reached import reached
from wesley.ir.codec import fingerprint
from wesley.ir.schema import Physical
from wesley.ir.table import Table
from wesley.plan.formats.record import Head
from wesley.postgres.session import Session
from wesley.problems.problem import Problem, ServerError

_PARTS = {
    "columns": "column",
    "uniques": "unique constraint",
    "foreign_keys": "foreign key",
    "checks": "check",
    "exclusions": "exclusion",
    "indexes": "index",
    "triggers": "trigger",
    "policies": "policy",
}


class Acceptance(Struct, frozen=True, kw_only=True):
    """What there is to take as it is.

    Args:
        told: each change in a few words.
        parts: what somebody else has added to tables that the rest of the plan touches.
        catalog: where every segment is done, the fingerprint of all that is there.
    """

    told: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    catalog: str = ""


def acceptance(session: Session, entry: Entry, head: Head) -> Acceptance:
    """What somebody else has changed since an unfinished plan was begun.

    Args:
        session: outside any transaction.
        entry: the plan.
        head: the same one's.

    Raises:
        ServerError: the rest of the plan has a part in what was changed, or nobody can tell whether it has.
    """
    if next_segment(session, entry.plan, contract=entry.contract) is None:
        agreed = entry.approvals
        found = accepted(compare(session, reached(head), agreed.namespaces, agreed.ignore), entry)
        if found.is_equal:
            return Acceptance()
        return Acceptance(told=(differences(found),), catalog=fingerprint(found.found))
    expected = expected_now(session, entry.plan, head)
    seen = tuple(without(reading, entry.approvals.accepted) for reading in readings(session, entry, head))
    changed = odd(expected, seen)
    parts = tuple(part for name in changed for part in _added(name, seen[0], head))
    stripped = tuple(without(reading, parts) for reading in seen)
    problems = [_unclear(name) for name in odd({name: expected[name] for name in changed}, stripped)]
    problems += [problem for name in changed for problem in _in_the_way(name, stripped[0], head, parts)]
    if problems:
        raise ServerError(*problems)
    told = tuple(f"{one[0]}.{one[1]}: {_PARTS[one[2]]} {one[3]} was added" for one in parts)
    return Acceptance(told=(*told, *_beside(session, entry, changed)), parts=parts)


def accept(worker: Session, monitor: Session, entry: Entry, head: Head, shown: Acceptance) -> Entry:
    """Note in the journal that what was changed is taken as it is, and go by it from now on.

    Args:
        worker: writes, outside any transaction; its run holds the advisory lock.
        monitor: looks, outside any transaction.
        entry: the plan.
        head: the same one's.
        shown: what was agreed to.

    Returns:
        The plan with what is taken as it is.

    Raises:
        ServerError: something else has changed since.
    """
    agreed = replace(
        entry.approvals, accepted=(*entry.approvals.accepted, *shown.parts), accepted_catalog=shown.catalog
    )
    worker.run("BEGIN ISOLATION LEVEL READ COMMITTED")
    try:
        # First the stamps, then the look: a change between the two shows in the look, and one after it in the stamps.
        stamps.take_again(worker, entry.plan, without=under_way(monitor, entry))
        plans.approve(worker, entry.plan, agreed)
        if acceptance(monitor, entry, head) != shown:
            raise ServerError(_changed_again())
        worker.run("COMMIT")
    except BaseException:
        if not worker.broken and worker.in_transaction:
            worker.run("ROLLBACK")
        raise
    return replace(entry, approvals=agreed)


def accepted(comparison: Comparison, entry: Entry) -> Comparison:
    """A comparison without what was taken as it is.

    Args:
        comparison: of the catalog with what a plan leads to.
        entry: the plan.
    """
    rest = without(comparison.found, entry.approvals.accepted)
    is_accepted = entry.approvals.accepted_catalog == fingerprint(rest)
    return replace(comparison, found=rest, expected=rest if is_accepted else comparison.expected)


def without(physical: Physical, parts: tuple[Part, ...]) -> Physical:
    """A schema without parts of its tables."""
    if not parts:
        return physical
    return replace(physical, tables=tuple(_without(table, parts) for table in physical.tables))


def _without(table: Table, parts: tuple[Part, ...]) -> Table:
    mine = {one[2:] for one in parts if one[:2] == (table.schema, table.name)}
    if not mine:
        return table
    return replace(
        table,
        **{kind: tuple(one for one in getattr(table, kind) if (kind, one.name) not in mine) for kind in _PARTS},
    )


def _beside(session: Session, entry: Entry, changed: tuple[RelationName, ...]) -> Iterator[str]:
    """What shows in the stamps of other relations alone: nothing that a schema holds, such as an owner."""
    others = sorted(set(stamps.known(session, entry.plan)) - set(stamps.names(changed)))
    yield from stamps.changed(session, entry.plan, others, without=under_way(session, entry))


def _added(name: RelationName, found: Physical, head: Head) -> Iterator[Part]:
    """What a table has of names that neither the plan nor the time before it knows."""
    table = found.table(name.schema, name.name)
    if table is None:
        return
    known = {part.name for other in _former(name, head) for kind in _PARTS for part in getattr(other, kind)}
    known |= {other.primary_key.name for other in _former(name, head) if other.primary_key is not None}
    for kind in _PARTS:
        for part in getattr(table, kind):
            if part.name not in known and not is_own(part.name.lstrip("~")):
                yield (name.schema, name.name, kind, part.name)


def _former(name: RelationName, head: Head) -> Iterator[Table]:
    """A table in each of the plan's schemas, under each of its names."""
    here = (name.schema, name.name)
    names = {here, *(one for pair in head.renames.tables if here in pair for one in pair)}
    return (table for schema in planned(head) for table in schema.tables if (table.schema, table.name) in names)


def _in_the_way(name: RelationName, found: Physical, head: Head, parts: tuple[Part, ...]) -> Iterator[Problem]:
    """What of a table the rest of the plan changes, where something was added that may stand on it."""
    table, goal = found.table(name.schema, name.name), reached(head).table(name.schema, name.name)
    if table is None or goal is None:
        yield _touched(f"table {name.schema}.{name.name}")
        return
    mine = {one[2] for one in parts if one[:2] == (name.schema, name.name)}
    for column in table.columns if mine != {"columns"} else ():
        if not is_own(column.name) and _kind(column) != _kind(goal.column(column.name)):
            yield _touched(f"column {name.schema}.{name.name}.{column.name}")


def _kind(column: Any) -> object:
    return None if column is None else (column.type, column.collation, column.generated, column.identity)


def _unclear(name: RelationName) -> Problem:
    return Problem(
        code=CHANGED_MEANWHILE,
        message=f"somebody else has changed {name.schema}.{name.name} otherwise than by adding something to it",
        help="take that back and run `wesley migrate --resume`, or `wesley rollback` and plan again",
    )


def _touched(what: str) -> Problem:
    return Problem(
        code=CHANGED_MEANWHILE,
        message=f"the rest of the plan changes {what}, on which what somebody else has added may stand",
        help="take that back and run `wesley migrate --resume`, or `wesley rollback` and plan again",
    )


def _changed_again() -> Problem:
    return Problem(
        code=CHANGED_MEANWHILE,
        message="somebody else has changed something again, after what was shown",
        help="nothing was changed by this run; run the same command again",
    )
