"""Run a plan on a real server, statement by statement, and compare what each locks with what it declares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from tests.support.observe import LOCK_MODES, Observed, observe, observe_inside
from wesley.changes.statement import Mode, Statement
from wesley.plan.plan import Phase, Plan, Segment, SegmentKind
from wesley.postgres.session import session

if TYPE_CHECKING:
    from collections.abc import Callable

    from wesley.postgres.session import Session

_BLOCKING = LOCK_MODES.index("SHARE UPDATE EXCLUSIVE")
_RELATIONS = """
SELECT c.oid::bigint, n.nspname, c.relname, coalesce(i.indrelid, d.refobjid)::bigint, c.relkind = 'S',
    c.relispartition AND c.relkind IN ('i', 'I')
FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace LEFT JOIN pg_index AS i ON i.indexrelid = c.oid
LEFT JOIN pg_depend AS d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid AND c.relkind = 'S'
  AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')
WHERE n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
"""

Locks = dict[int, str]


class _Names(Struct, frozen=True):
    """The relations of a database.

    Args:
        oids: by name.
        tables: of each index and owned sequence the table.
        sequences: the sequences.
        parts: indexes of partitions that belong to an index of the partitioned table.
    """

    oids: dict[tuple[str, str], int]
    tables: dict[int, int]
    sequences: frozenset[int]
    parts: frozenset[int]


def run_plan(
    conninfo: str,
    plan: Plan,
    phases: tuple[Phase, ...] = tuple(Phase),
    after_each: Callable[[], None] = lambda: None,
) -> list[str]:
    """Run the segments of some phases of a plan.

    Args:
        conninfo: the database.
        plan: the plan.
        phases: which of them.
        after_each: what applications do after every segment.

    Returns:
        A sentence for each statement that does not do what it declares; none when all is as declared.
    """
    wrong: list[str] = []
    with session(conninfo) as worker:
        # What the plan itself makes on its way is in nobody's use.
        known = set(_names(worker).oids.values())
        for segment in plan.segments:
            if segment.phase in phases:
                wrong += _run(worker, conninfo, segment, known)
                after_each()
    return wrong


def _run(worker: Session, conninfo: str, segment: Segment, known: set[int]) -> list[str]:
    if segment.kind is SegmentKind.BACKFILL:
        if segment.steps[0].statement.utc:
            worker.run("SET TimeZone = 'UTC'")
        worker.run(segment.steps[0].statement.sql)
        worker.run("RESET ALL")
        return []
    if segment.kind is SegmentKind.CONCURRENT:
        statement, names = segment.steps[0].statement, _names(worker)
        observed = observe(conninfo, statement.sql, outside=True)
        declared, seen = _only(_declared(statement, names), known), _only(_seen(observed, names), known)
        return _compared(statement, names, declared, seen, observed, known, weak=True)
    return _run_block(worker, segment, known)


def _run_block(worker: Session, segment: Segment, known: set[int]) -> list[str]:
    wrong: list[str] = []
    worker.run("BEGIN")
    expected: Locks = {}
    for step in segment.steps:
        names = _names(worker)
        if step.statement.utc:
            worker.run("SET LOCAL TimeZone = 'UTC'")
        observed = observe_inside(worker, step.statement.sql)
        expected = _stronger(expected, _declared(step.statement, names))
        seen = _seen(observed, names)
        there = known.intersection(names.oids.values())
        declared, seen = _only(expected, there), _only(seen, there)
        wrong += _compared(step.statement, names, declared, seen, observed, there)
    worker.run("COMMIT")
    return wrong


def _names(worker: Session) -> _Names:
    rows = worker.rows(_RELATIONS, prepare=True)
    return _Names(
        {(schema, name): oid for oid, schema, name, *_ in rows},
        {oid: table for oid, _, _, table, *_ in rows if table},
        frozenset(oid for oid, *_, is_sequence, _ in rows if is_sequence),
        frozenset(oid for oid, *_, is_part in rows if is_part),
    )


def _declared(statement: Statement, names: _Names) -> Locks:
    missing = [lock for lock in statement.locks if (lock.schema, lock.name) not in names.oids]
    assert not missing, f"{statement.sql}\nlocks what is not there: {missing}"
    locks = [(names.oids[lock.schema, lock.name], lock.mode.value) for lock in statement.locks]
    found: Locks = {}
    for oid, mode in locks:
        found = _stronger(found, {oid: mode})
    return found


def _seen(observed: Observed, names: _Names) -> Locks:
    return {names.oids[name]: mode for name, mode in observed.locks.items()}


def _stronger(left: Locks, right: Locks) -> Locks:
    return left | {oid: max(mode, left.get(oid, LOCK_MODES[0]), key=LOCK_MODES.index) for oid, mode in right.items()}


def _only(locks: Locks, known: set[int]) -> Locks:
    return {oid: mode for oid, mode in locks.items() if oid in known}


def _telling(locks: Locks, names: _Names) -> Locks:
    """The locks that somebody can notice, without those on parts of a table that is locked as strongly.

    Queries open all indexes of a table. Those of partitions have names that no schema knows, so they count as locks on
    the partition.
    """
    for part in names.parts.intersection(locks):
        locks = _stronger(locks, {names.tables[part]: locks[part]})
    strong = {oid: mode for oid, mode in locks.items() if LOCK_MODES.index(mode) >= _BLOCKING}
    return {
        oid: mode
        for oid, mode in strong.items()
        if LOCK_MODES.index(strong.get(names.tables.get(oid, 0), LOCK_MODES[0])) < LOCK_MODES.index(mode)
    }


def _compared(
    statement: Statement,
    names: _Names,
    declared: Locks,
    seen: Locks,
    observed: Observed,
    known: set[int],
    *,
    weak: bool = False,
) -> list[str]:
    shown = {oid: ".".join(name) for name, oid in names.oids.items()}
    left, right = _telling(declared, names), _telling(seen, names)
    wrong = []
    if left != right and not (weak and _covered(right, left)):
        wrong.append(f"locks {_text(left, shown)} were declared, {_text(right, shown)} were seen")
    # What the plan itself has made is empty, and nobody waits for it.
    tables_before = known.difference(names.sequences, names.tables)
    its = ((name.schema, name.name) for name in statement.rewrites)
    declared_rewrites = {name for name in its if names.oids[name] in tables_before}
    tables = {name for name in observed.rewritten if names.oids[name] in tables_before}
    if declared_rewrites != tables:
        wrong.append(f"rewrites {sorted(declared_rewrites)} were declared, {sorted(tables)} were seen")
    if observed.scanned is not None and statement.mode is not Mode.OUTSIDE:
        declared_scans = {(name.schema, name.name) for name in statement.scans}
        scanned = {name for name in observed.scanned if names.oids[name] in known}
        if not scanned <= declared_scans:
            wrong.append(f"scans {sorted(declared_scans)} were declared, {sorted(scanned)} were seen")
    return [f"{statement.sql}\n  {sentence}" for sentence in wrong]


def _covered(seen: Locks, declared: Locks) -> bool:
    """True when nothing was seen that is not declared: of what runs outside a transaction not every lock is seen."""
    return all(
        oid in declared and LOCK_MODES.index(mode) <= LOCK_MODES.index(declared[oid]) for oid, mode in seen.items()
    )


def _text(locks: Locks, shown: dict[int, str]) -> str:
    return ", ".join(sorted(f"{shown[oid]} {mode}" for oid, mode in locks.items())) or "none"
